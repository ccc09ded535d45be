/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One raw point of ink, as the device gave it. Never smoothed: this is the evidence. */
typedef struct
{
  double x;        /* logical pixels from the left edge of the pad */
  double y;        /* logical pixels from the top edge of the pad */
  double pressure; /* 0 to 1; -1 when the device has none */
  double time;     /* milliseconds since the first point of the signature */
} CandorPoint;

typedef enum
{
  CANDOR_DEVICE_MOUSE,
  CANDOR_DEVICE_TOUCH,
  CANDOR_DEVICE_PEN,
} CandorDevice;

typedef struct
{
  CandorDevice device;
  GArray *points; /* (element-type CandorPoint), at least one */
} CandorStroke;

typedef enum
{
  CANDOR_ROLE_PATIENT,
  CANDOR_ROLE_PRACTITIONER,
  CANDOR_ROLE_WITNESS,
  CANDOR_ROLE_INTERPRETER,
  CANDOR_N_ROLES,
} CandorRole;

typedef enum
{
  CANDOR_METHOD_DRAWN, /* strokes on the pad */
  CANDOR_METHOD_TYPED, /* the typed name stands for the signature */
  CANDOR_METHOD_MARK,  /* a mark, drawn before a witness who signs too */
} CandorMethod;

typedef struct
{
  CandorRole role;
  CandorMethod method;
  char *name;       /* printed name */
  char *meaning;    /* what is declared by it, in the words that stood above the pad */
  char *signed_at;  /* ISO 8601 with offset */
  double pad_width; /* logical pixels; 0 when typed */
  double pad_height;
  GPtrArray *strokes; /* (element-type CandorStroke); empty when typed */
} CandorSignature;

CandorStroke *candor_stroke_new (CandorDevice device);
CandorStroke *candor_stroke_copy (const CandorStroke *self);
void candor_stroke_free (CandorStroke *self);
void candor_stroke_add (CandorStroke *self, double x, double y, double pressure, double time);

CandorSignature *candor_signature_new (CandorRole role, const char *name, const char *meaning);
CandorSignature *candor_signature_copy (const CandorSignature *self);
void candor_signature_free (CandorSignature *self);
void candor_number_append (GString *text, double number);
char *candor_signature_strokes_hash (const CandorSignature *self);
gsize candor_signature_n_points (const CandorSignature *self);

const char *candor_role_to_string (CandorRole role);
gboolean candor_role_from_string (const char *string, CandorRole *role);
const char *candor_method_to_string (CandorMethod method);
gboolean candor_method_from_string (const char *string, CandorMethod *method);
const char *candor_device_to_string (CandorDevice device);
gboolean candor_device_from_string (const char *string, CandorDevice *device);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorStroke, candor_stroke_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorSignature, candor_signature_free)

G_END_DECLS
