/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CandorLate:
 * @library: what the linker calls it ("libpoppler-glib.so.8")
 * @names: of its functions, with %NULL at the end
 * @functions: where their places are put, in the same order
 * @loaded: whether they are there
 *
 * A library that is loaded when it is first needed.
 */
typedef struct
{
  const char *library;
  const char *const *names;
  gpointer *functions;
  gsize loaded;
} CandorLate;

gboolean candor_late_load (CandorLate *self, GError **error);

#define CANDOR_LATE_MEMBER(function) __typeof__ (&(function)) function;
#define CANDOR_LATE_NAME(function) #function,

/**
 * CANDOR_DEFINE_LATE:
 * @Type: a struct to be defined, with a member for each function
 * @get: a function to be defined, which gives that struct, or %NULL with an error
 * @soname: the name of the library
 * @FUNCTIONS: a macro that takes another and calls it with the name of each function
 *
 * The types are those of the library's own header, so a call is checked as any other.
 */
#define CANDOR_DEFINE_LATE(Type, get, soname, FUNCTIONS)                                           \
  typedef struct                                                                                   \
  {                                                                                                \
    FUNCTIONS (CANDOR_LATE_MEMBER)                                                                 \
  } Type;                                                                                          \
                                                                                                   \
  static const Type *get (GError **error)                                                          \
  {                                                                                                \
    static Type functions;                                                                         \
    static const char *const names[] = { FUNCTIONS (CANDOR_LATE_NAME) NULL };                      \
    static CandorLate late = { soname, names, (gpointer *)&functions, 0 };                         \
                                                                                                   \
    G_STATIC_ASSERT (sizeof functions == (G_N_ELEMENTS (names) - 1) * sizeof (gpointer));          \
    return candor_late_load (&late, error) ? &functions : NULL;                                    \
  }

/**
 * CANDOR_DECLARE_LATE:
 * @Type: a struct to be defined, with a member for each function
 * @table: the one struct of that type, which CANDOR_DEFINE_LATE_TABLE defines
 * @load: the function that fills it, and returns whether it could
 * @FUNCTIONS: a macro that takes another and calls it with the name of each function
 *
 * The same for a library that several files call.
 */
#define CANDOR_DECLARE_LATE(Type, table, load, FUNCTIONS)                                          \
  typedef struct                                                                                   \
  {                                                                                                \
    FUNCTIONS (CANDOR_LATE_MEMBER)                                                                 \
  } Type;                                                                                          \
                                                                                                   \
  extern Type table;                                                                               \
  gboolean load (GError **error);

/**
 * CANDOR_DEFINE_LATE_TABLE:
 * @Type: as in CANDOR_DECLARE_LATE
 * @table: as there
 * @load: as there
 * @soname: the name of the library
 * @FUNCTIONS: as there
 *
 * Stands in one file of those that call the library.
 */
#define CANDOR_DEFINE_LATE_TABLE(Type, table, load, soname, FUNCTIONS)                             \
  Type table;                                                                                      \
                                                                                                   \
  gboolean load (GError **error)                                                                   \
  {                                                                                                \
    static const char *const names[] = { FUNCTIONS (CANDOR_LATE_NAME) NULL };                      \
    static CandorLate late = { soname, names, (gpointer *)&table, 0 };                             \
                                                                                                   \
    G_STATIC_ASSERT (sizeof table == (G_N_ELEMENTS (names) - 1) * sizeof (gpointer));              \
    return candor_late_load (&late, error);                                                        \
  }

G_END_DECLS
