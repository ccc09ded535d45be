/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a machine can judge of ISO 14289-1 (PDF/UA-1) and ISO 19005-3, level A (PDF/A-3a). It reads
 * the finished file and knows nothing of how it was made. */

/* Returns: (transfer full) (element-type utf8): each fault, with the clause that it breaks before
 * it: "UA 7.5: …". None if the document is as it should be. */
GPtrArray *check_ua (GBytes *pdf);

/* Ends the test with a line for each fault. */
void check_ua_assert (GBytes *pdf, const char *what);

/* What a screen reader says, in its order. Returns: (transfer full) (element-type utf8): for each
 * element that holds content, its type and its words: "P some words". */
GPtrArray *check_ua_read (GBytes *pdf);

/* Returns: (transfer full) (element-type utf8): the words of those alone that say that they are in
 * @language, the code of one; or, for "", of those that say nothing, which are in that of the document */
GPtrArray *check_ua_read_in (GBytes *pdf, const char *language);

/* Returns: how many elements of a type have content on more than one page. */
guint check_ua_count_split (GBytes *pdf, const char *type);

G_END_DECLS
