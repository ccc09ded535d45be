/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-galley-private.h"

G_BEGIN_DECLS

/* A galley on its way onto pages. */
typedef struct
{
  CandorGalley *galley;
  const CandorFurniture *furniture;
  GHashTable *furniture_layouts; /* (owned) (element-type utf8 PangoLayout) */
  CandorTagLog *log;
  cairo_surface_t *surface;
  cairo_t *cr;
  int n_pages;
  int page;       /* from 0 */
  int parents[4]; /* the bookmark that is open at each level of heading */
} CandorPress;

/* candor-galley-furniture.c */
void candor_press_line (
    CandorPress *press, PangoLayoutLine *line, const CandorType *type, double x, double y);
void candor_press_space (CandorPress *press, double x, double y);
void candor_press_frame (CandorPress *press, double left, double top, double width, double height);
void candor_press_furniture (CandorPress *press);

/* candor-galley-outlines.c */
void candor_outlines_show_line (cairo_t *cr, PangoLayoutLine *line);

G_END_DECLS
