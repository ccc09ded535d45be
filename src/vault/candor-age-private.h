/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The parts of the age format. Every parser here takes bytes that anybody may have made.
 */
#pragma once

#include "candor-age.h"

G_BEGIN_DECLS

#define CANDOR_AGE_FILE_KEY_SIZE 16
#define CANDOR_AGE_KEY_SIZE 32
#define CANDOR_AGE_MAC_SIZE 32
#define CANDOR_AGE_NONCE_SIZE 16
#define CANDOR_AGE_TAG_SIZE 16
#define CANDOR_AGE_CHUNK_SIZE 65536

/* One wrapped copy of the file key. */
typedef struct
{
  char **arguments; /* (owned): one at least */
  GBytes *body;     /* (owned) */
} CandorAgeStanza;

typedef struct
{
  GPtrArray *stanzas; /* (owned) (element-type CandorAgeStanza): one at least */
  guchar mac[CANDOR_AGE_MAC_SIZE];
  gsize n_authenticated; /* bytes from the start that the MAC is of */
  gsize length;          /* bytes of the whole header */
} CandorAgeHeader;

CandorAgeStanza *candor_age_stanza_new (const char *const *arguments, GBytes *body);
void candor_age_stanza_free (CandorAgeStanza *self);

CandorAgeHeader *candor_age_header_parse (const guchar *bytes, gsize length, GError **error);
GString *candor_age_header_write (GPtrArray *stanzas, const guchar *file_key);
gboolean candor_age_header_check_mac (const CandorAgeHeader *self,
                                      const guchar *bytes,
                                      const guchar *file_key);
void candor_age_header_free (CandorAgeHeader *self);

void candor_age_hkdf (const guchar *salt,
                      gsize salt_length,
                      const guchar *secret,
                      gsize secret_length,
                      const char *info,
                      guchar *key);
char *candor_age_base64_encode (const guchar *bytes, gsize length);
gboolean candor_age_base64_read (
    const char *text, gsize text_length, guchar *bytes, gsize max_length, gsize *length);
gboolean
candor_age_base64_decode (const char *text, gsize text_length, guchar *bytes, gsize length);

const guchar *candor_age_identity_get_key (CandorAgeIdentity *self);
const guchar *candor_age_identity_get_public (CandorAgeIdentity *self);

CandorAgeStanza *
candor_age_x25519_wrap (const guchar *file_key, const char *recipient, GError **error);
gboolean candor_age_x25519_check (const CandorAgeStanza *stanza, GError **error);
gboolean candor_age_x25519_unwrap (CandorAgeIdentity *identity,
                                   const CandorAgeStanza *stanza,
                                   guchar *file_key,
                                   gboolean *fits,
                                   GError **error);

gsize candor_age_stream_sealed_size (gsize plain_size);
void
candor_age_stream_seal (const guchar *file_key, const guchar *plain, gsize length, guchar *sealed);
GBytes *
candor_age_stream_open (const guchar *file_key, const guchar *sealed, gsize length, GError **error);
GBytes *candor_age_stream_open_start (
    const guchar *file_key, const guchar *sealed, gsize length, gsize whole_length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorAgeStanza, candor_age_stanza_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorAgeHeader, candor_age_header_free)

G_END_DECLS
