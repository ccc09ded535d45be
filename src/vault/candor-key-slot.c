/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * One slot: the key of the clinic, wrapped for the passphrase of one staff member. The wrapping key
 * is made from the passphrase, which costs a guesser much memory, and from a secret of the device,
 * without which a copied slot cannot be guessed at all. Name and role stand in clear for the list on
 * the screen. The name is authenticated with the wrapped key; the role by the wrapped key itself, so
 * that an administrator can change it without the passphrase, and nobody can who has not unlocked.
 */
#include "candor-key-private.h"

#include <json-glib/json-glib.h>
#include <sodium.h>
#include <string.h>

#include "core/candor-error.h"
#include "core/candor-json.h"

/* In the first version the role was authenticated with the passphrase, and could not be changed. */
#define FIRST_VERSION 1
#define VERSION 2
#define KDF_NAME "argon2id13"
#define KEY_SIZE 32
#define TAG_SIZE crypto_aead_xchacha20poly1305_ietf_ABYTES

/* Bounds of what a slot may ask of the machine that opens it. */
#define MIN_MEMORY ((gint64)8 << 10)
#define MAX_MEMORY ((gint64)1 << 30)
#define MAX_PASSES 64

#define VARIANT sodium_base64_VARIANT_ORIGINAL

#define ROLE_CONTEXT "Candor, role in a slot, 1"

static const char *const role_names[] = { "staff", "administrator" };
static const char *const member_names[] = { "version", "id",  "name",  "role",    "registration",
                                            "created", "kdf", "nonce", "wrapped", "role_proof" };
static const char *const kdf_names[] = { "name", "opslimit", "memory", "salt" };

static gboolean
refuse (GError **error)
{
  candor_error_set (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_DAMAGED,
                    "The file of this staff member’s key is damaged. No record is lost; let an "
                    "administrator make a new one, or use the key on paper.");
  return FALSE;
}

static char *
encode (const guchar *bytes, gsize length)
{
  gsize size = sodium_base64_encoded_len (length, VARIANT);

  return sodium_bin2base64 (g_malloc (size), size, bytes, length, VARIANT);
}

/* One way to write several values: each behind its length. */
static GString *
write_values (const char *title, const char *const *values, gsize n_values)
{
  GString *text = g_string_new (title);

  for (gsize i = 0; i < n_values; i++)
    if (values[i] == NULL)
      g_string_append (text, "-\n");
    else
      g_string_append_printf (text, "%" G_GSIZE_FORMAT ":%s\n", strlen (values[i]), values[i]);
  return text;
}

/* All that is authenticated with the passphrase and is not wrapped. */
static GString *
write_authenticated (const CandorKeySlotFile *self)
{
  gboolean is_first = self->version == FIRST_VERSION;
  g_autofree char *salt = encode (self->salt, sizeof self->salt);
  g_autofree char *costs = g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GSIZE_FORMAT,
                                            self->cost.passes, self->cost.memory);
  const char *const values[] = { is_first ? G_STRINGIFY (FIRST_VERSION) : G_STRINGIFY (VERSION),
                                 self->open->id,
                                 self->open->name,
                                 is_first ? role_names[self->open->role] : NULL,
                                 self->open->registration,
                                 self->open->created,
                                 KDF_NAME,
                                 costs,
                                 salt };

  return write_values ("candor-key-slot\n", values, G_N_ELEMENTS (values));
}

/* Only who holds the key of the clinic can say what somebody may do. */
static void
compute_role_proof (const CandorKeySlotFile *self, CandorAgeIdentity *clinic, guchar *proof)
{
  const char *const values[]
      = { self->open->id, self->open->created, self->open->name, role_names[self->open->role] };
  g_autoptr (GString) text = write_values ("candor-key-role\n", values, G_N_ELEMENTS (values));
  guchar *key = candor_key_derive (clinic, ROLE_CONTEXT, crypto_auth_hmacsha256_KEYBYTES);
  crypto_auth_hmacsha256_state state;

  crypto_auth_hmacsha256_init (&state, key, crypto_auth_hmacsha256_KEYBYTES);
  crypto_auth_hmacsha256_update (&state, (const guchar *)text->str, text->len);
  crypto_auth_hmacsha256_final (&state, proof);
  sodium_memzero (&state, sizeof state);
  candor_secret_free (key);
}

/* Text that looks the same is the same, however a keyboard makes its accents. */
static CandorSecretText *
normalize (const char *passphrase)
{
  char *normal = g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFC);
  CandorSecretText *secret;

  if (normal == NULL)
    return candor_secret_dup_text ("", 0);
  secret = candor_secret_dup_text (normal, -1);
  sodium_memzero (normal, strlen (normal));
  g_free (normal);
  return secret;
}

static gboolean
derive_key (const CandorKeySlotFile *self,
            const guchar *device,
            const char *passphrase,
            guchar *key,
            GError **error)
{
  g_autoptr (CandorSecretText) normal = normalize (passphrase);
  guchar *hash = candor_secret_new (KEY_SIZE);
  gboolean done = crypto_pwhash (hash, KEY_SIZE, normal, strlen (normal), self->salt,
                                 self->cost.passes, self->cost.memory, crypto_pwhash_ALG_ARGON2ID13)
                  == 0;

  if (done)
    crypto_generichash (key, KEY_SIZE, hash, KEY_SIZE, device, CANDOR_KEY_DEVICE_SIZE);
  else
    candor_error_set (
        error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_DAMAGED,
        "There is not enough free memory to check a passphrase. Nothing was lost; close "
        "other programs, then try again.");
  candor_secret_free (hash);
  return done;
}

static gboolean
proves_role (const CandorKeySlotFile *self, CandorAgeIdentity *clinic)
{
  guchar proof[CANDOR_KEY_PROOF_SIZE];

  if (self->version == FIRST_VERSION)
    return FALSE;
  compute_role_proof (self, clinic, proof);
  return sodium_memcmp (proof, self->role_proof, sizeof proof) == 0;
}

static gboolean
has_only (JsonObject *object, const char *const *names, gsize n_names)
{
  if (json_object_get_size (object) != n_names)
    return FALSE;
  for (gsize i = 0; i < n_names; i++)
    if (!json_object_has_member (object, names[i]))
      return FALSE;
  return TRUE;
}

/* Returns: (nullable): the text of a member, %NULL if it is not text. */
static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gint64
get_number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
             ? json_node_get_int (node)
             : -1;
}

static gboolean
get_bytes (JsonObject *object, const char *name, guchar *bytes, gsize length)
{
  const char *text = get_text (object, name);
  gsize n;

  return text != NULL
         && sodium_base642bin (bytes, length, text, strlen (text), NULL, &n, NULL, VARIANT) == 0
         && n == length;
}

static gboolean
read_kdf (CandorKeySlotFile *self, JsonObject *object)
{
  gint64 memory, passes;

  if (!has_only (object, kdf_names, G_N_ELEMENTS (kdf_names)))
    return FALSE;
  memory = get_number (object, "memory");
  passes = get_number (object, "opslimit");
  if (g_strcmp0 (get_text (object, "name"), KDF_NAME) != 0 || memory < MIN_MEMORY
      || memory > MAX_MEMORY || passes < 1 || passes > MAX_PASSES)
    return FALSE;
  self->cost = (CandorKeyCost){ memory, passes };
  return get_bytes (object, "salt", self->salt, sizeof self->salt);
}

/* Version and proof go together: without a proof a slot is of the first version. */
static gboolean
read_version (CandorKeySlotFile *self, JsonObject *object)
{
  gboolean is_first = json_object_has_member (object, "version")
                      && get_number (object, "version") == FIRST_VERSION;

  if (!has_only (object, member_names, G_N_ELEMENTS (member_names) - is_first))
    return FALSE;
  self->version = get_number (object, "version");
  return is_first
         || (self->version == VERSION
             && get_bytes (object, "role_proof", self->role_proof, sizeof self->role_proof));
}

static gboolean
read_members (CandorKeySlotFile *self, JsonObject *object)
{
  guchar wrapped[256];
  const char *role, *text;
  gsize n;

  if (!read_version (self, object)
      || !JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, "kdf"))
      || !read_kdf (self, json_object_get_object_member (object, "kdf"))
      || !get_bytes (object, "nonce", self->nonce, sizeof self->nonce))
    return FALSE;

  self->open->id = g_strdup (get_text (object, "id"));
  self->open->name = g_strdup (get_text (object, "name"));
  self->open->created = g_strdup (get_text (object, "created"));
  self->open->registration = g_strdup (get_text (object, "registration"));
  role = get_text (object, "role");
  text = get_text (object, "wrapped");
  if (self->open->id == NULL || self->open->name == NULL || self->open->created == NULL
      || (self->open->registration == NULL && !json_object_get_null_member (object, "registration"))
      || role == NULL || text == NULL)
    return FALSE;
  if (g_str_equal (role, role_names[CANDOR_KEY_ROLE_ADMINISTRATOR]))
    self->open->role = CANDOR_KEY_ROLE_ADMINISTRATOR;
  else if (!g_str_equal (role, role_names[CANDOR_KEY_ROLE_STAFF]))
    return FALSE;
  if (sodium_base642bin (wrapped, sizeof wrapped, text, strlen (text), NULL, &n, NULL, VARIANT) != 0
      || n <= TAG_SIZE)
    return FALSE;
  self->wrapped = g_bytes_new (wrapped, n);
  return TRUE;
}

void
candor_key_slot_free (CandorKeySlot *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->registration);
  g_free (self->created);
  g_free (self);
}

/* Returns: (transfer full): the same. */
CandorKeySlot *
candor_key_slot_copy (const CandorKeySlot *self)
{
  CandorKeySlot *copy = g_new0 (CandorKeySlot, 1);

  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->role = self->role;
  copy->registration = g_strdup (self->registration);
  copy->created = g_strdup (self->created);
  return copy;
}

void
candor_key_slot_file_free (CandorKeySlotFile *self)
{
  g_clear_pointer (&self->open, candor_key_slot_free);
  g_clear_pointer (&self->wrapped, g_bytes_unref);
  g_free (self);
}

/**
 * candor_key_slot_file_parse:
 * @text: what is in a file that anybody may have made
 * @length: its length in bytes
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the slot; otherwise %CANDOR_KEY_ERROR_DAMAGED
 */
CandorKeySlotFile *
candor_key_slot_file_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (CandorKeySlotFile) self = g_new0 (CandorKeySlotFile, 1);
  g_autoptr (JsonParser) parser = json_parser_new ();

  self->open = g_new0 (CandorKeySlot, 1);
  if (!candor_json_check ("slot", text, length, 2, 32, NULL)
      || !json_parser_load_from_data (parser, text, length, NULL)
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser))
      || !read_members (self, json_node_get_object (json_parser_get_root (parser))))
    {
      refuse (error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* Returns: (transfer full): the file of a slot. */
GBytes *
candor_key_slot_file_write (const CandorKeySlotFile *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *salt = encode (self->salt, sizeof self->salt);
  g_autofree char *nonce = encode (self->nonce, sizeof self->nonce);
  g_autofree char *proof = encode (self->role_proof, sizeof self->role_proof);
  g_autofree char *wrapped
      = encode (g_bytes_get_data (self->wrapped, NULL), g_bytes_get_size (self->wrapped));
  const struct
  {
    const char *name, *value;
  } before[] = { { "id", self->open->id },
                 { "name", self->open->name },
                 { "role", role_names[self->open->role] },
                 { "registration", self->open->registration },
                 { "created", self->open->created } };
  char *text;
  gsize length;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, self->version);
  for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
    {
      json_builder_set_member_name (builder, before[i].name);
      if (before[i].value == NULL)
        json_builder_add_null_value (builder);
      else
        json_builder_add_string_value (builder, before[i].value);
    }
  json_builder_set_member_name (builder, "kdf");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, KDF_NAME);
  json_builder_set_member_name (builder, "opslimit");
  json_builder_add_int_value (builder, self->cost.passes);
  json_builder_set_member_name (builder, "memory");
  json_builder_add_int_value (builder, self->cost.memory);
  json_builder_set_member_name (builder, "salt");
  json_builder_add_string_value (builder, salt);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "nonce");
  json_builder_add_string_value (builder, nonce);
  json_builder_set_member_name (builder, "wrapped");
  json_builder_add_string_value (builder, wrapped);
  if (self->version != FIRST_VERSION)
    {
      json_builder_set_member_name (builder, "role_proof");
      json_builder_add_string_value (builder, proof);
    }
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  text = candor_json_write (root, 2, &length);
  return g_bytes_new_take (text, length);
}

/**
 * candor_key_slot_file_wrap:
 * @self: a slot with its members and its cost
 * @device: the secret of the device
 * @passphrase: what opens the slot from now on
 * @clinic: the key to wrap
 * @error: return location for an error
 *
 * Wraps the key under a new salt and a new nonce.
 *
 * Returns: %FALSE if there is not enough memory
 */
gboolean
candor_key_slot_file_wrap (CandorKeySlotFile *self,
                           const guchar *device,
                           const char *passphrase,
                           CandorAgeIdentity *clinic,
                           GError **error)
{
  g_autoptr (CandorSecretText) secret = candor_age_identity_dup_secret (clinic);
  g_autoptr (GString) authenticated = NULL;
  guchar *key = candor_secret_new (KEY_SIZE);
  gsize length = strlen (secret);
  guchar *wrapped;

  self->version = VERSION;
  compute_role_proof (self, clinic, self->role_proof);
  randombytes_buf (self->salt, sizeof self->salt);
  randombytes_buf (self->nonce, sizeof self->nonce);
  authenticated = write_authenticated (self);
  if (!derive_key (self, device, passphrase, key, error))
    {
      candor_secret_free (key);
      return FALSE;
    }
  wrapped = g_malloc (length + TAG_SIZE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (wrapped, NULL, (const guchar *)secret, length,
                                              (const guchar *)authenticated->str,
                                              authenticated->len, NULL, self->nonce, key);
  candor_secret_free (key);
  g_clear_pointer (&self->wrapped, g_bytes_unref);
  self->wrapped = g_bytes_new_take (wrapped, length + TAG_SIZE);
  return TRUE;
}

/**
 * candor_key_slot_file_unwrap:
 * @self: a slot
 * @device: the secret of the device
 * @passphrase: what may open it
 * @error: return location for an error
 *
 * Takes as long and as much memory as the slot says.
 *
 * Returns: (transfer full) (nullable): the key of the clinic; otherwise %CANDOR_KEY_ERROR_WRONG: a
 *   wrong passphrase, another device and a changed slot are told in the same words
 */
CandorAgeIdentity *
candor_key_slot_file_unwrap (const CandorKeySlotFile *self,
                             const guchar *device,
                             const char *passphrase,
                             GError **error)
{
  g_autoptr (GString) authenticated = write_authenticated (self);
  gsize length = g_bytes_get_size (self->wrapped);
  g_autoptr (CandorSecretText) secret = candor_secret_new (length - TAG_SIZE + 1);
  g_autoptr (CandorAgeIdentity) clinic = NULL;
  guchar *key = candor_secret_new (KEY_SIZE);
  gboolean fits;

  if (!derive_key (self, device, passphrase, key, error))
    {
      candor_secret_free (key);
      return NULL;
    }
  fits = crypto_aead_xchacha20poly1305_ietf_decrypt (
             (guchar *)secret, NULL, NULL, g_bytes_get_data (self->wrapped, NULL), length,
             (const guchar *)authenticated->str, authenticated->len, self->nonce, key)
         == 0;
  candor_secret_free (key);
  if (fits)
    {
      clinic = candor_age_identity_parse (secret, error);
      if (clinic == NULL || candor_key_slot_file_check_role (self, clinic, NULL))
        return g_steal_pointer (&clinic);
    }
  candor_error_set (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_WRONG,
                    "This is not the passphrase. Nothing is lost; look at capital letters and the "
                    "language of the keyboard, then try again.");
  return NULL;
}

/**
 * candor_key_slot_file_check_role:
 * @self: a slot, as it is in its file
 * @clinic: the key of the clinic
 * @error: return location for an error
 *
 * To be asked before anything is written that would prove the role again. A slot of the first version
 * has a role that only its passphrase proves.
 *
 * Returns: %FALSE with %CANDOR_KEY_ERROR_DAMAGED if somebody wrote another role into the file
 */
gboolean
candor_key_slot_file_check_role (const CandorKeySlotFile *self,
                                 CandorAgeIdentity *clinic,
                                 GError **error)
{
  return self->version == FIRST_VERSION || proves_role (self, clinic) || refuse (error);
}

/**
 * candor_key_slot_file_has_proved_role:
 * @self: a slot, as it is in its file
 * @clinic: the key of the clinic
 * @role: what its owner may do
 *
 * Returns: whether the file proves this role without a passphrase; one of the first version proves none
 */
gboolean
candor_key_slot_file_has_proved_role (const CandorKeySlotFile *self,
                                      CandorAgeIdentity *clinic,
                                      CandorKeyRole role)
{
  return self->open->role == role && proves_role (self, clinic);
}

/**
 * candor_key_slot_file_check_owner:
 * @self: a slot, as it is in its file
 * @proved: the same, as it was when its passphrase opened it
 * @error: return location for an error
 *
 * What a passphrase has authenticated nobody can have changed since but by a new passphrase, which
 * changes nothing of it. To be asked before a new one authenticates it again. In a slot of the first
 * version the role is that of @proved from now on.
 *
 * Returns: %FALSE with %CANDOR_KEY_ERROR_DAMAGED if the file says something else
 */
gboolean
candor_key_slot_file_check_owner (CandorKeySlotFile *self,
                                  const CandorKeySlot *proved,
                                  GError **error)
{
  if (!g_str_equal (self->open->name, proved->name)
      || !g_str_equal (self->open->created, proved->created)
      || g_strcmp0 (self->open->registration, proved->registration) != 0)
    return refuse (error);
  if (self->version == FIRST_VERSION)
    self->open->role = proved->role;
  return TRUE;
}

/**
 * candor_key_slot_file_set_role:
 * @self: a slot with what is wrapped in it
 * @role: what its owner may do from now on
 * @clinic: the key of the clinic
 * @error: return location for an error
 *
 * The passphrase stays as it is.
 *
 * Returns: %FALSE for a slot of the first version, in which only its owner can change anything
 */
gboolean
candor_key_slot_file_set_role (CandorKeySlotFile *self,
                               CandorKeyRole role,
                               CandorAgeIdentity *clinic,
                               GError **error)
{
  if (self->version == FIRST_VERSION)
    {
      candor_error_set (
          error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_DAMAGED,
          "The key of “%s” is of an older version of Candor. Nothing was changed; let them "
          "choose a new passphrase, then try again.",
          self->open->name);
      return FALSE;
    }
  self->open->role = role;
  compute_role_proof (self, clinic, self->role_proof);
  return TRUE;
}
