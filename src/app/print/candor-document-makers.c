/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-document-makers.h"

#include "document/candor-blank-form.h"
#include "core/candor-error.h"
#include "document/candor-care-sheet.h"
#include "records/candor-register-papers.h"

/* What a document is made of, for a thread that nobody waits for. */
typedef struct
{
  CandorProcedure *procedure; /* (owned) */
  CandorStationery stationery;
  CandorSession *session;         /* (owned) (nullable) */
  CandorRegister *records;        /* (owned) (nullable): of a page that goes when it is locked */
  char *file;                     /* (owned) (nullable): a record, from the store's folder */
  char *visit_json;               /* (owned) (nullable) */
  gsize length;                   /* of @visit_json */
  const CandorClinic *clinic;     /* (unowned) (nullable): lives as long as the application */
  const CandorLanguage *language; /* (unowned) (nullable): the patient's */
  const CandorLanguage *clinic_language; /* (unowned) (nullable) */
} Matter;

static Matter *
matter_new (CandorProcedure *procedure, const CandorStationery *stationery)
{
  Matter *self = g_new0 (Matter, 1);

  self->procedure = candor_procedure_ref (procedure);
  candor_stationery_assign (&self->stationery, stationery);
  return self;
}

void
candor_matter_free (gpointer data)
{
  Matter *self = data;

  g_clear_pointer (&self->procedure, candor_procedure_unref);
  candor_stationery_clear (&self->stationery);
  g_clear_object (&self->session);
  g_clear_pointer (&self->records, candor_register_unref);
  g_free (self->file);
  g_free (self->visit_json);
  g_free (self);
}

/* What is printed is written down before it is printed. The key is asked for only now: who waits to
 * print must not keep the tablet open. */
static gboolean
read_record (Matter *self, CandorRecordParts *parts, GError **error)
{
  static const char *const detail[] = { NULL };
  g_autoptr (CandorRegister) opened = candor_session_ref_register (self->session);

  if (opened == NULL)
    {
      candor_error_set_literal (
          error, CANDOR_ERROR, CANDOR_ERROR_FAILED,
          "The tablet was locked meanwhile. Nothing was printed; unlock it, and "
          "try again.");
      return FALSE;
    }
  return candor_register_log (opened, CANDOR_LOG_PRINT, self->file, detail, error)
         && candor_register_read (opened, self->file, parts, error);
}

static GBytes *
make_record (gpointer data, GError **error)
{
  g_auto (CandorRecordParts) parts = { NULL };

  return read_record (data, &parts, error) ? g_bytes_ref (parts.form) : NULL;
}

static GBytes *
make_form (gpointer data, GError **error)
{
  Matter *self = data;

  return candor_register_read_to_print (self->records, self->file, error);
}

static CandorVisit *
read_visit (Matter *self, GError **error)
{
  g_auto (CandorRecordParts) parts = { NULL };

  if (self->file == NULL)
    return candor_visit_from_json ("visit", self->visit_json, self->length, error);
  if (!candor_register_log (self->records, CANDOR_LOG_PRINT, self->file, NULL, error)
      || !candor_register_read (self->records, self->file, &parts, error))
    return NULL;
  return candor_visit_from_json ("visit", g_bytes_get_data (parts.visit, NULL),
                                 g_bytes_get_size (parts.visit), error);
}

static GBytes *
make_care_sheet (gpointer data, GError **error)
{
  Matter *self = data;
  g_autoptr (CandorVisit) visit = read_visit (self, error);

  if (visit == NULL)
    return NULL;
  return candor_care_sheet_render_on (self->procedure, visit, &self->stationery, NULL, error);
}

GBytes *
candor_blank_form_make (gpointer data, GError **error)
{
  Matter *self = data;

  return candor_blank_form_render (self->procedure, self->clinic, &self->stationery, self->language,
                                   self->clinic_language, error);
}

gpointer
candor_blank_form_matter_new (CandorProcedure *procedure,
                              const CandorClinic *clinic,
                              const CandorLanguage *language,
                              const CandorLanguage *clinic_language,
                              const CandorStationery *stationery)
{
  Matter *self = matter_new (procedure, stationery);

  self->clinic = clinic;
  self->language = language;
  self->clinic_language = clinic_language;
  return self;
}

/**
 * candor_print_panel_add_record:
 * @self: a panel
 * @label: what the button says
 * @session: whose store it is in
 * @file: a record, from the store's folder, whose form is printed byte for byte
 */
void
candor_print_panel_add_record (CandorPrintPanel *self,
                               const char *label,
                               CandorSession *session,
                               const char *file)
{
  Matter *matter = g_new0 (Matter, 1);

  matter->session = g_object_ref (session);
  matter->file = g_strdup (file);
  candor_print_panel_add_maker (self, label, make_record, matter, candor_matter_free);
}

/**
 * candor_print_panel_add_form:
 * @self: a panel of a page that goes when the tablet is locked
 * @label: what the button says
 * @records: an unlocked store
 * @file: a record, from the store's folder, whose form is printed byte for byte
 */
void
candor_print_panel_add_form (CandorPrintPanel *self,
                             const char *label,
                             CandorRegister *records,
                             const char *file)
{
  Matter *matter = g_new0 (Matter, 1);

  matter->records = candor_register_ref (records);
  matter->file = g_strdup (file);
  candor_print_panel_add_maker (self, label, make_form, matter, candor_matter_free);
}

/**
 * candor_print_panel_add_care_sheet_of_record:
 * @self: a panel of a page that goes when the tablet is locked
 * @label: what the button says
 * @procedure: what the visit is about
 * @records: an unlocked store
 * @file: a record of a visit, from the store's folder
 * @stationery: what the clinic makes its papers with
 */
void
candor_print_panel_add_care_sheet_of_record (CandorPrintPanel *self,
                                             const char *label,
                                             CandorProcedure *procedure,
                                             CandorRegister *records,
                                             const char *file,
                                             const CandorStationery *stationery)
{
  Matter *matter = matter_new (procedure, stationery);

  matter->records = candor_register_ref (records);
  matter->file = g_strdup (file);
  candor_print_panel_add_maker (self, label, make_care_sheet, matter, candor_matter_free);
}

/**
 * candor_print_panel_add_care_sheet:
 * @self: a panel
 * @label: what the button says
 * @procedure: what the visit is about
 * @visit: a visit; what becomes of it later does not count
 * @stationery: what the clinic makes its papers with
 */
void
candor_print_panel_add_care_sheet (CandorPrintPanel *self,
                                   const char *label,
                                   CandorProcedure *procedure,
                                   CandorVisit *visit,
                                   const CandorStationery *stationery)
{
  Matter *matter = matter_new (procedure, stationery);

  matter->visit_json = candor_visit_to_json (visit, &matter->length);
  candor_print_panel_add_maker (self, label, make_care_sheet, matter, candor_matter_free);
}

/**
 * candor_print_panel_add_blank_form:
 * @self: a panel
 * @label: what the button says
 * @procedure: what the form is about
 * @clinic: (transfer none): whose form it is; must live as long as anybody prints
 * @language: the language of the patient
 * @clinic_language: the language of those who treat the patient
 * @stationery: what the clinic makes its papers with
 */
void
candor_print_panel_add_blank_form (CandorPrintPanel *self,
                                   const char *label,
                                   CandorProcedure *procedure,
                                   const CandorClinic *clinic,
                                   const CandorLanguage *language,
                                   const CandorLanguage *clinic_language,
                                   const CandorStationery *stationery)
{
  candor_print_panel_add_maker (
      self, label, candor_blank_form_make,
      candor_blank_form_matter_new (procedure, clinic, language, clinic_language, stationery),
      candor_matter_free);
}
