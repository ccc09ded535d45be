/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-register-course.h"

#include "app/widgets/candor-parts.h"
#include "candor-register-words.h"
#include "candor-staff-words.h"
#include "core/candor-date.h"
#include "core/candor-day-check.h"

struct _CandorRegisterCourse
{
  AdwBin parent_instance;

  GtkListBox *rows;               /* (unowned) */
  const CandorLanguage *language; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (CandorRegisterCourse, candor_register_course, ADW_TYPE_BIN)

enum
{
  OPEN_RECORD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char file_key[] = "candor-file";

static void
activated_cb (CandorRegisterCourse *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[OPEN_RECORD], 0, g_object_get_data (G_OBJECT (row), file_key));
}

/* Which session a day of treatment was; @counted is what it is where nobody wrote it down. */
static guint
session_of (const CandorRecordHead *head, guint counted)
{
  const char *session = candor_record_head_get (head, CANDOR_HEAD_SESSION);
  guint64 number;

  if (session == NULL
      || !g_ascii_string_to_unsigned (session, 10, 1, CANDOR_MAX_SESSION, &number, NULL))
    return counted;
  return (guint)number;
}

/* @session is the number of the day of treatment, or 0 for what is none. */
static void
add_row (CandorRegisterCourse *self,
         const CandorRecordHead *head,
         const char *file,
         guint session,
         gboolean is_open)
{
  const CandorRegisterLook *look = candor_register_get_look (head);
  const char *day = head->kind == CANDOR_RECORD_WITHDRAWAL
                        ? NULL
                        : candor_record_head_get (head, CANDOR_HEAD_TREATMENT_DATE);
  g_autofree char *date = candor_date_format_iso (day, self->language);
  g_autofree char *filed = candor_register_dup_when (head, self->language);
  g_autofree char *title = NULL;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", look->icon, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  if (session > 0)
    title = g_strdup_printf (
        /* Translators: a day of treatment in a course; its number, and what was filed on it. */
        _ ("Session %u: %s"), session, candor_register_look_word (look, self->language));
  else
    title = g_strdup (candor_register_look_word (look, self->language));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), date != NULL ? date : filed);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  if (is_open)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               /* Translators: beside the record that is on the screen. */
                               candor_parts_label (_ ("This one"), "quiet"));
  else
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data_full (G_OBJECT (row), file_key, g_strdup (file), g_free);
    }
  gtk_list_box_append (self->rows, row);
}

static void
candor_register_course_class_init (CandorRegisterCourseClass *class)
{
  /**
   * CandorRegisterCourse::open-record:
   * @file: a record, from the store's folder
   *
   * Somebody wants to see it.
   */
  signals[OPEN_RECORD] = g_signal_new ("open-record", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
candor_register_course_init (CandorRegisterCourse *self)
{
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "boxed-list");
  g_signal_connect_object (self->rows, "row-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->rows));
}

/**
 * candor_register_course_new:
 * @records: an unlocked store whose list is up to date
 * @head: of the record that is on the screen
 * @language: the clinic's language
 *
 * Returns: (transfer floating) (nullable): the course that the record belongs to; %NULL when it
 *   stands alone
 */
GtkWidget *
candor_register_course_new (CandorRegister *records,
                            const CandorRecordHead *head,
                            const CandorLanguage *language)
{
  CandorIndex *index = candor_register_get_index (records);
  const char *id = candor_record_head_get (head, CANDOR_HEAD_ID);
  const char *of = candor_record_head_get (head, CANDOR_HEAD_OF);
  const char *root = of != NULL ? of : id;
  g_autoptr (GArray) about = index != NULL ? candor_index_about (index, root) : NULL;
  CandorRegisterCourse *self;
  guint entry, session = 0;

  if (about == NULL || about->len == 0)
    return NULL;
  self = g_object_new (CANDOR_TYPE_REGISTER_COURSE, NULL);
  self->language = language;
  if (candor_index_find (index, root, &entry))
    g_array_prepend_val (about, entry);
  for (guint i = 0; i < about->len; i++)
    {
      g_autofree char *file = NULL;
      g_autoptr (CandorRecordHead) one
          = candor_index_get (index, g_array_index (about, guint, i), &file);
      gboolean is_session = one->kind == CANDOR_RECORD_DAY_CHECK;

      if (is_session)
        session = session_of (one, session + 1);
      add_row (self, one, file, is_session ? session : 0,
               g_strcmp0 (candor_record_head_get (one, CANDOR_HEAD_ID), id) == 0);
    }
  return GTK_WIDGET (self);
}

/**
 * candor_register_course_next_session:
 * @records: an unlocked store whose list is up to date
 * @consent: the id of a consent
 *
 * A session that did not take place is still to come.
 *
 * Returns: which session of its course comes next, as far as the list knows; 1 or more
 */
guint
candor_register_course_next_session (CandorRegister *records, const char *consent)
{
  CandorIndex *index = candor_register_get_index (records);
  g_autoptr (GArray) about
      = index != NULL && consent != NULL ? candor_index_about (index, consent) : NULL;
  guint last = 0;

  for (guint i = 0; about != NULL && i < about->len; i++)
    {
      g_autofree char *file = NULL;
      g_autoptr (CandorRecordHead) one
          = candor_index_get (index, g_array_index (about, guint, i), &file);

      if (one->kind == CANDOR_RECORD_DAY_CHECK
          && g_strcmp0 (candor_record_head_get (one, CANDOR_HEAD_OUTCOME),
                        candor_day_outcome_to_string (CANDOR_DAY_TREAT))
                 == 0)
        last = MAX (last, session_of (one, last + 1));
    }
  return last + 1;
}
