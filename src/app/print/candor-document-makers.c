/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-document-makers.h"

#include "document/candor-blank-form.h"
#include "document/candor-care-sheet.h"

/* What a document is made of, for a thread that nobody waits for. */
typedef struct
{
  CandorProcedure *procedure; /* (owned) */
  CandorStationery stationery;
  char *visit_path;               /* (owned) (nullable) */
  char *visit_json;               /* (owned) (nullable) */
  gsize length;                   /* of @visit_json */
  const CandorClinic *clinic;     /* (unowned) (nullable): lives as long as the application */
  const CandorLanguage *language; /* (unowned) (nullable) */
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

  candor_procedure_unref (self->procedure);
  candor_stationery_clear (&self->stationery);
  g_free (self->visit_path);
  g_free (self->visit_json);
  g_free (self);
}

static GBytes *
make_care_sheet (gpointer data, GError **error)
{
  Matter *self = data;
  g_autoptr (CandorVisit) visit
      = self->visit_path != NULL
            ? candor_visit_load (self->visit_path, error)
            : candor_visit_from_json ("visit", self->visit_json, self->length, error);

  if (visit == NULL)
    return NULL;
  return candor_care_sheet_render_on (self->procedure, visit, &self->stationery, NULL, error);
}

GBytes *
candor_blank_form_make (gpointer data, GError **error)
{
  Matter *self = data;

  return candor_blank_form_render (self->procedure, self->clinic, &self->stationery, self->language,
                                   error);
}

gpointer
candor_blank_form_matter_new (CandorProcedure *procedure,
                              const CandorClinic *clinic,
                              const CandorLanguage *language,
                              const CandorStationery *stationery)
{
  Matter *self = matter_new (procedure, stationery);

  self->clinic = clinic;
  self->language = language;
  return self;
}

/**
 * candor_print_panel_add_care_sheet_of_file:
 * @self: a panel
 * @label: what the button says
 * @procedure: what the visit is about
 * @visit_path: a filed visit
 * @stationery: what the clinic makes its papers with
 */
void
candor_print_panel_add_care_sheet_of_file (CandorPrintPanel *self,
                                           const char *label,
                                           CandorProcedure *procedure,
                                           const char *visit_path,
                                           const CandorStationery *stationery)
{
  Matter *matter = matter_new (procedure, stationery);

  matter->visit_path = g_strdup (visit_path);
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
 * @language: the language of the form
 * @stationery: what the clinic makes its papers with
 */
void
candor_print_panel_add_blank_form (CandorPrintPanel *self,
                                   const char *label,
                                   CandorProcedure *procedure,
                                   const CandorClinic *clinic,
                                   const CandorLanguage *language,
                                   const CandorStationery *stationery)
{
  candor_print_panel_add_maker (
      self, label, candor_blank_form_make,
      candor_blank_form_matter_new (procedure, clinic, language, stationery), candor_matter_free);
}
