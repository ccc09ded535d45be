/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "records/candor-register.h"

G_BEGIN_DECLS

/**
 * CandorRegisterCourse:
 *
 * The consent of a course, the checks on its days of treatment and what else was filed about it, in
 * the order in which that happened. Emits #CandorRegisterCourse::open-record with a file.
 */
#define CANDOR_TYPE_REGISTER_COURSE (candor_register_course_get_type ())
G_DECLARE_FINAL_TYPE (CandorRegisterCourse, candor_register_course, CANDOR, REGISTER_COURSE, AdwBin)

GtkWidget *candor_register_course_new (CandorRegister *records,
                                       const CandorRecordHead *head,
                                       const CandorLanguage *language);

guint candor_register_course_next_session (CandorRegister *records, const char *consent);

G_END_DECLS
