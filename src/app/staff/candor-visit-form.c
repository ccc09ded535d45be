/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-visit-form.h"

#include "app/widgets/candor-date-field.h"
#include "candor-columns-layout.h"
#include "candor-staff-words.h"
#include "app/widgets/candor-wrap-layout.h"
#include "core/candor-markup.h"
#include "core/candor-missing.h"

/* The entries, in the order of the screen. */
typedef enum
{
  ENTRY_NAME,
  ENTRY_BORN,
  ENTRY_AREA,
  ENTRY_DATE,
  ENTRY_DEPTH,
  ENTRY_PRODUCT,
  ENTRY_INTERPRETER,
  ENTRY_PRACTITIONER,
  ENTRY_ROLE,
  ENTRY_REGISTRATION,
  N_ENTRIES,
} Entry;

typedef struct
{
  CandorField field;
  gboolean is_date;
  gboolean is_other; /* only for a practitioner who is not in the clinic's file */
  const char *label;
  const char *hint; /* (nullable) */
} EntryKind;

static const EntryKind kinds[N_ENTRIES] = {
  [ENTRY_NAME] = { CANDOR_FIELD_PATIENT_NAME, FALSE, FALSE, N_ ("Patient’s full name"),
                   N_ ("As on their papers.") },
  [ENTRY_BORN] = { CANDOR_FIELD_PATIENT_BORN, TRUE, FALSE, N_ ("Date of birth"),
                   N_ ("For example 3 May 1984.") },
  [ENTRY_AREA] = { CANDOR_FIELD_TREATMENT_AREA, FALSE, FALSE, N_ ("Area to be treated"),
                   N_ ("Where on the body.") },
  [ENTRY_DATE] = { CANDOR_FIELD_TREATMENT_DATE, TRUE, FALSE, N_ ("Date of treatment"),
                   N_ ("Today, or a later day.") },
  [ENTRY_DEPTH] = { CANDOR_FIELD_TREATMENT_DEPTH, FALSE, FALSE, N_ ("Depth, if known"), NULL },
  [ENTRY_PRODUCT]
  = { CANDOR_FIELD_TREATMENT_PRODUCT, FALSE, FALSE, N_ ("Product or device, if known"), NULL },
  [ENTRY_INTERPRETER]
  = { CANDOR_FIELD_INTERPRETER_NAME, FALSE, FALSE, N_ ("Interpreter’s name, if one helps"), NULL },
  [ENTRY_PRACTITIONER]
  = { CANDOR_FIELD_PRACTITIONER_NAME, FALSE, TRUE, N_ ("Practitioner’s name"), NULL },
  [ENTRY_ROLE] = { CANDOR_FIELD_PRACTITIONER_ROLE, FALSE, TRUE, N_ ("Practitioner’s role"), NULL },
  [ENTRY_REGISTRATION] = { CANDOR_FIELD_PRACTITIONER_REGISTRATION, FALSE, TRUE,
                           N_ ("Practitioner’s registration"), NULL },
};

struct _CandorVisitForm
{
  AdwBin parent_instance;

  GtkLabel *heading;
  GtkLabel *treatment;
  GtkWidget *columns;
  GtkWidget *practitioner_place;
  GtkLabel *practitioner_label;
  GtkDropDown *practitioner;
  GtkLabel *practitioner_facts;
  GtkLabel *error;
  GtkButton *hand_over;

  GtkWidget *entries[N_ENTRIES];  /* (unowned): text fields and date fields */
  CandorProcedure *procedure;     /* (owned) */
  const CandorClinic *clinic;     /* (unowned): outlives every window */
  const CandorLanguage *language; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (CandorVisitForm, candor_visit_form, ADW_TYPE_BIN)

enum
{
  HAND_OVER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The practitioner of the clinic who is chosen; NULL stands for somebody else. */
static const CandorPractitioner *
chosen_practitioner (CandorVisitForm *self)
{
  guint chosen = gtk_drop_down_get_selected (self->practitioner);

  return chosen < self->clinic->practitioners->len
             ? g_ptr_array_index (self->clinic->practitioners, chosen)
             : NULL;
}

/* An entry that is hidden says nothing about the visit. */
static gboolean
is_shown (CandorVisitForm *self, Entry entry)
{
  return !kinds[entry].is_other || chosen_practitioner (self) == NULL;
}

/* What the visit would hold of an entry: a date as YYYY-MM-DD, or the words. */
static char *
get_value (CandorVisitForm *self, Entry entry)
{
  return kinds[entry].is_date
             ? candor_date_field_get_iso (CANDOR_DATE_FIELD (self->entries[entry]))
             : candor_text_field_get_text (CANDOR_TEXT_FIELD (self->entries[entry]));
}

static void
clear_value (CandorVisitForm *self, Entry entry)
{
  if (kinds[entry].is_date)
    candor_date_field_set_iso (CANDOR_DATE_FIELD (self->entries[entry]), NULL);
  else
    candor_text_field_set_text (CANDOR_TEXT_FIELD (self->entries[entry]), NULL);
}

static void
set_slip (CandorVisitForm *self, Entry entry, const char *words)
{
  if (kinds[entry].is_date)
    candor_date_field_set_missing (CANDOR_DATE_FIELD (self->entries[entry]), words);
  else
    candor_text_field_set_missing (CANDOR_TEXT_FIELD (self->entries[entry]), words);
}

static void
focus_entry (CandorVisitForm *self, Entry entry)
{
  if (kinds[entry].is_date)
    candor_date_field_focus (CANDOR_DATE_FIELD (self->entries[entry]));
  else
    candor_text_field_focus (CANDOR_TEXT_FIELD (self->entries[entry]));
}

static CandorVisit *
make_visit (CandorVisitForm *self)
{
  CandorVisit *visit = candor_visit_start (self->procedure, self->language);
  const CandorPractitioner *practitioner = chosen_practitioner (self);

  candor_clinic_apply (self->clinic, visit);
  candor_visit_set (visit, CANDOR_FIELD_PRACTITIONER_NAME,
                    practitioner != NULL ? practitioner->name : NULL);
  candor_visit_set (visit, CANDOR_FIELD_PRACTITIONER_ROLE,
                    practitioner != NULL ? practitioner->role : NULL);
  candor_visit_set (visit, CANDOR_FIELD_PRACTITIONER_REGISTRATION,
                    practitioner != NULL ? practitioner->registration : NULL);

  for (guint i = 0; i < N_ENTRIES; i++)
    if (is_shown (self, i))
      {
        g_autofree char *value = get_value (self, i);

        candor_visit_set (visit, kinds[i].field, value);
      }
  return visit;
}

/* What is wrong with an entry whatever the visit needs, in words; NULL when nothing is. */
static const char *
find_slip (CandorVisitForm *self, Entry entry)
{
  g_autofree char *iso = NULL;
  GDate date, today;

  if (!kinds[entry].is_date)
    return NULL;
  if (candor_date_field_is_wrong (CANDOR_DATE_FIELD (self->entries[entry])))
    return _ ("Please write a day, a month and a year, for example 3 May 1984.");

  iso = get_value (self, entry);
  candor_date_today (&today);
  if (entry == ENTRY_BORN && candor_date_parse (&date, iso) && g_date_compare (&date, &today) > 0)
    return _ ("This day is still to come. Please check the date of birth.");
  if (entry == ENTRY_DATE && candor_date_parse (&date, iso) && g_date_compare (&date, &today) < 0)
    return _ ("This day has passed. Please check the date of treatment.");
  return NULL;
}

static int
entry_of_path (const char *path)
{
  for (int i = 0; i < N_ENTRIES; i++)
    if (g_strcmp0 (candor_visit_field_path (kinds[i].field), path) == 0)
      return i;
  return -1;
}

/* Says beside each entry what is wrong with it, and takes the focus to the first one. */
static gboolean
show_slips (CandorVisitForm *self, CandorVisit *visit)
{
  g_autoptr (GPtrArray) missing
      = candor_missing_list (self->procedure, visit, CANDOR_STAGE_START, self->language);
  g_autoptr (GString) elsewhere = g_string_new (NULL);
  const char *slips[N_ENTRIES] = { NULL };
  int first = -1;

  for (guint i = 0; i < missing->len; i++)
    {
      const CandorMissing *item = g_ptr_array_index (missing, i);
      int entry = entry_of_path (item->id);

      if (entry >= 0 && is_shown (self, entry))
        slips[entry] = item->text;
      else
        g_string_append_printf (elsewhere, "%s%s", elsewhere->len > 0 ? "\n" : "", item->text);
    }
  for (int i = N_ENTRIES - 1; i >= 0; i--)
    {
      const char *slip = is_shown (self, i) ? find_slip (self, i) : NULL;

      if (slip != NULL)
        slips[i] = slip;
      set_slip (self, i, slips[i]);
      if (slips[i] != NULL)
        first = i;
    }
  gtk_label_set_label (self->error, elsewhere->str);
  gtk_widget_set_visible (GTK_WIDGET (self->error), elsewhere->len > 0);
  if (first >= 0)
    focus_entry (self, first);
  return first >= 0 || elsewhere->len > 0;
}

static void
add_entries (CandorVisitForm *self)
{
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      const char *label = _ (kinds[i].label);
      const char *hint = kinds[i].hint != NULL ? _ (kinds[i].hint) : NULL;
      GtkWidget *before = i < ENTRY_INTERPRETER ? self->practitioner_place : NULL;

      self->entries[i] = kinds[i].is_date ? candor_date_field_new (label, hint, self->language)
                                          : candor_text_field_new (label, hint, FALSE);
      gtk_widget_insert_before (self->entries[i], self->columns, before);
    }
}

static void
set_practitioners (CandorVisitForm *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->clinic->practitioners->len; i++)
    {
      const CandorPractitioner *practitioner = g_ptr_array_index (self->clinic->practitioners, i);

      gtk_string_list_append (names, practitioner->name);
    }
  /* Translators: the last choice in the list of the clinic's practitioners. */
  gtk_string_list_append (names, _ ("Someone else"));
  gtk_drop_down_set_model (self->practitioner, G_LIST_MODEL (names));
}

static void
practitioner_cb (CandorVisitForm *self)
{
  const CandorPractitioner *practitioner;
  g_autoptr (GString) facts = g_string_new (NULL);

  /* While the form is being made there is no choice yet. */
  if (self->entries[N_ENTRIES - 1] == NULL)
    return;
  practitioner = chosen_practitioner (self);
  if (practitioner != NULL && practitioner->role != NULL)
    g_string_append (facts, practitioner->role);
  if (practitioner != NULL && practitioner->registration != NULL)
    g_string_append_printf (facts, "%s%s", facts->len > 0 ? " · " : "", practitioner->registration);
  gtk_label_set_label (self->practitioner_facts, facts->str);
  gtk_widget_set_visible (GTK_WIDGET (self->practitioner_facts), facts->len > 0);
  for (guint i = 0; i < N_ENTRIES; i++)
    gtk_widget_set_visible (self->entries[i], is_shown (self, i));
}

static void
hand_over_cb (CandorVisitForm *self)
{
  g_autoptr (CandorVisit) visit = make_visit (self);

  if (!show_slips (self, visit))
    g_signal_emit (self, signals[HAND_OVER], 0, visit);
}

static void
candor_visit_form_dispose (GObject *object)
{
  CandorVisitForm *self = CANDOR_VISIT_FORM (object);

  g_clear_pointer (&self->procedure, candor_procedure_unref);
  G_OBJECT_CLASS (candor_visit_form_parent_class)->dispose (object);
}

static void
candor_visit_form_class_init (CandorVisitFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = candor_visit_form_dispose;

  /**
   * CandorVisitForm::hand-over:
   * @visit: the new visit
   *
   * Everything that the start needs is there, and the patient may have the tablet.
   */
  signals[HAND_OVER] = g_signal_new ("hand-over", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, CANDOR_TYPE_VISIT);

  g_type_ensure (CANDOR_TYPE_WRAP_LAYOUT);
  g_type_ensure (CANDOR_TYPE_COLUMNS_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-visit-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorVisitForm, columns);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitForm, practitioner_place);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitForm, heading);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitForm, treatment);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitForm, practitioner_label);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitForm, practitioner);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitForm, practitioner_facts);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitForm, error);
  gtk_widget_class_bind_template_child (widget_class, CandorVisitForm, hand_over);
  gtk_widget_class_bind_template_callback (widget_class, practitioner_cb);
  gtk_widget_class_bind_template_callback (widget_class, hand_over_cb);
}

static void
candor_visit_form_init (CandorVisitForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Nothing is written yet. */
static void
clear (CandorVisitForm *self)
{
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      clear_value (self, i);
      set_slip (self, i, NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  gtk_drop_down_set_selected (self->practitioner, 0);
  practitioner_cb (self);
}

/**
 * candor_visit_form_set_up:
 * @self: a form that was not set up yet
 * @procedure: what the visit is about
 * @clinic: (transfer none): who the clinic is; must outlive @self
 * @language: the clinic's language
 *
 * Gives the form its words and its choices.
 */
void
candor_visit_form_set_up (CandorVisitForm *self,
                          CandorProcedure *procedure,
                          const CandorClinic *clinic,
                          const CandorLanguage *language)
{
  g_autofree char *title = NULL;

  g_return_if_fail (CANDOR_IS_VISIT_FORM (self));
  g_return_if_fail (self->procedure == NULL);

  self->procedure = candor_procedure_ref (procedure);
  self->clinic = clinic;
  self->language = language;

  gtk_label_set_label (self->heading, _ ("Start a visit"));
  title = candor_markup_to_plain (
      candor_procedure_text (procedure, language, candor_procedure_title (procedure)));
  gtk_label_set_label (self->treatment, title);
  add_entries (self);
  gtk_label_set_label (self->practitioner_label, _ ("Practitioner"));
  /* It is the button inside of the list that takes the focus. */
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->practitioner))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Practitioner"), -1);
  gtk_button_set_label (self->hand_over, _ ("Hand to the patient"));
  set_practitioners (self);
  clear (self);
}
