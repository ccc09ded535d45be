/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The key of age that opens files: 32 random bytes, written as "AGE-SECRET-KEY-1…". Its public half,
 * the recipient, is written as "age1…".
 */
#include "candor-age-private.h"

#include <sodium.h>
#include <string.h>

#include "candor-bech32.h"
#include "core/candor-error.h"

#define SECRET_PREFIX "age-secret-key-"
#define SECRET_LETTERS "agesecretkey"
#define RECIPIENT_PREFIX "age"

/* Keys of age that need more than X25519. They may stand in one file with ours. */
static const char *const other_kinds[] = { "AGE-SECRET-KEY-PQ-1", "AGE-PLUGIN-" };

struct _CandorAgeIdentity
{
  gatomicrefcount references;
  guchar *key; /* (owned): secret memory */
  guchar public[CANDOR_AGE_KEY_SIZE];
};

static CandorAgeIdentity *
identity_alloc (void)
{
  CandorAgeIdentity *self = g_new0 (CandorAgeIdentity, 1);

  g_atomic_ref_count_init (&self->references);
  self->key = candor_secret_new (CANDOR_AGE_KEY_SIZE);
  return self;
}

static void
complete (CandorAgeIdentity *self)
{
  crypto_scalarmult_curve25519_base (self->public, self->key);
  sodium_mprotect_readonly (self->key);
}

static gboolean
is_of_other_kind (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (other_kinds); i++)
    if (g_ascii_strncasecmp (text, other_kinds[i], strlen (other_kinds[i])) == 0)
      return TRUE;
  return FALSE;
}

/* A key is never repeated in a message, only where it stands. */
static void
set_key_error (GError **error, const char *text)
{
  if (is_of_other_kind (text))
    candor_error_set (error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_KEY,
                      "This is a key of age, but of a kind that Candor does not use. The key of a "
                      "clinic begins with “AGE-SECRET-KEY-1”.");
  else if (g_ascii_strncasecmp (text, RECIPIENT_PREFIX "1", strlen (RECIPIENT_PREFIX "1")) == 0)
    candor_error_set (error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_KEY,
                      "This is the public half of a key, which can only lock. The half that opens "
                      "begins with “AGE-SECRET-KEY-1”.");
  else
    candor_error_set (error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_KEY,
                      "This is not a key, or a letter of it is wrong. A key begins with "
                      "“AGE-SECRET-KEY-1” and has 74 letters; compare it with the paper, letter by "
                      "letter.");
}

/* A key is typed from paper, where it stands in groups. No letter of a key is a blank or a dash but those that
 * it begins with.
 *
 * Returns: (transfer full): the key as one word; what is none, as it is */
static CandorSecretText *
close_up (const char *line)
{
  gsize length = strlen (line), n = 0;
  gsize start = strlen (SECRET_PREFIX);
  g_autoptr (CandorSecretText) letters = candor_secret_new (length + 1);
  CandorSecretText *key;

  for (const char *at = line; *at != '\0'; at++)
    if (*at != ' ' && *at != '\t' && *at != '-')
      letters[n++] = *at;
  if (g_ascii_strncasecmp (letters, SECRET_LETTERS "1", strlen (SECRET_LETTERS "1")) != 0)
    return candor_secret_dup_text (line, -1);
  key = candor_secret_new (start + n + 1);
  memcpy (key, SECRET_PREFIX, start);
  if (g_ascii_isupper (*letters))
    for (gsize i = 0; i < start; i++)
      key[i] = g_ascii_toupper (key[i]);
  memcpy (key + start, letters + strlen (SECRET_LETTERS), n - strlen (SECRET_LETTERS));
  return key;
}

static void
unref_cb (gpointer data)
{
  candor_age_identity_unref (data);
}

/**
 * candor_age_identity_new:
 *
 * Returns: (transfer full): a new key of random bytes
 */
CandorAgeIdentity *
candor_age_identity_new (void)
{
  CandorAgeIdentity *self = identity_alloc ();

  randombytes_buf (self->key, CANDOR_AGE_KEY_SIZE);
  complete (self);
  return self;
}

/**
 * candor_age_identity_parse:
 * @text: "AGE-SECRET-KEY-1…", all of it in upper or all in lower case, nothing before or behind it
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the key; otherwise %CANDOR_AGE_ERROR_KEY
 */
CandorAgeIdentity *
candor_age_identity_parse (const char *text, GError **error)
{
  g_autoptr (CandorAgeIdentity) self = identity_alloc ();

  if (!candor_bech32_decode (text, SECRET_PREFIX, self->key, CANDOR_AGE_KEY_SIZE))
    {
      set_key_error (error, text);
      return NULL;
    }
  complete (self);
  return g_steal_pointer (&self);
}

/**
 * candor_age_identity_parse_file:
 * @text: what is in a key file: a key on each line, perhaps with blanks or dashes between its groups; empty
 *   lines and those that begin with "#" count for nothing
 * @length: its length in bytes
 * @error: return location for an error
 *
 * Keys of age of other kinds are left out where one of ours is there.
 *
 * Returns: (transfer full) (nullable) (element-type CandorAgeIdentity): the keys, one at least;
 *   otherwise %CANDOR_AGE_ERROR_KEY
 */
GPtrArray *
candor_age_identity_parse_file (const char *text, gsize length, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (unref_cb);
  g_autoptr (GError) cause = NULL;
  gboolean others = FALSE;
  guint number = 0;

  for (const char *at = text, *end = text + length; at < end;)
    {
      const char *feed = memchr (at, '\n', end - at);
      const char *next = feed == NULL ? end : feed + 1;
      g_autoptr (CandorSecretText) line
          = candor_secret_dup_text (at, (feed == NULL ? end : feed) - at);
      g_autoptr (CandorSecretText) word = NULL;
      CandorAgeIdentity *key;

      at = next;
      number++;
      g_strstrip (line);
      if (*line == '\0' || *line == '#')
        continue;
      if (is_of_other_kind (line))
        {
          others = TRUE;
          continue;
        }
      word = close_up (line);
      key = candor_age_identity_parse (word, &cause);
      if (key == NULL)
        {
          candor_error_set_around (error, cause->domain, cause->code, cause, "line %u: %s", number,
                                   cause->message);
          return NULL;
        }
      g_ptr_array_add (keys, key);
    }
  if (keys->len > 0)
    return g_steal_pointer (&keys);
  if (others)
    set_key_error (error, other_kinds[0]);
  else
    candor_error_set (error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_KEY,
                      "There is no key in this file. A key begins with “AGE-SECRET-KEY-1”.");
  return NULL;
}

/**
 * candor_age_identity_ref:
 * @self: a key
 *
 * Returns: (transfer full): @self
 */
CandorAgeIdentity *
candor_age_identity_ref (CandorAgeIdentity *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * candor_age_identity_unref:
 * @self: (transfer full): a key
 *
 * With the last reference the key is wiped.
 */
void
candor_age_identity_unref (CandorAgeIdentity *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  candor_secret_free (self->key);
  g_free (self);
}

/**
 * candor_age_identity_dup_recipient:
 * @self: a key
 *
 * Returns: (transfer full): its public half, "age1…"
 */
char *
candor_age_identity_dup_recipient (CandorAgeIdentity *self)
{
  g_autoptr (CandorSecretText) text
      = candor_bech32_encode (RECIPIENT_PREFIX, self->public, CANDOR_AGE_KEY_SIZE);

  return g_strdup (text);
}

/**
 * candor_age_identity_dup_secret:
 * @self: a key
 *
 * Returns: (transfer full): the key itself, "AGE-SECRET-KEY-1…"
 */
CandorSecretText *
candor_age_identity_dup_secret (CandorAgeIdentity *self)
{
  CandorSecretText *text = candor_bech32_encode (SECRET_PREFIX, self->key, CANDOR_AGE_KEY_SIZE);

  for (char *p = text; *p != '\0'; p++)
    *p = g_ascii_toupper (*p);
  return text;
}

const guchar *
candor_age_identity_get_key (CandorAgeIdentity *self)
{
  return self->key;
}

const guchar *
candor_age_identity_get_public (CandorAgeIdentity *self)
{
  return self->public;
}
