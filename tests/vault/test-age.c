/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Whole age files: what Debian's age made opens, what Candor made opens again for each recipient,
 * and no change of any byte, order or length opens as something else. Files that were made against
 * the rules by somebody who has the key are in test-age-forged.c; test_age.py asks Debian's age.
 */
#include <string.h>

#include "vault/candor-age.h"
#include "vault/candor-bech32.h"

#define CHUNK 65536
#define TAG 16

static CandorAgeIdentity *
load_key (const char *name)
{
  g_autofree char *path = g_build_filename (TEST_DATA, "vault", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  keys = candor_age_identity_parse_file (text, length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 1);
  return candor_age_identity_ref (g_ptr_array_index (keys, 0));
}

static GBytes *
load_file (const char *name)
{
  g_autofree char *path = g_build_filename (TEST_DATA, "vault", name, NULL);
  char *bytes;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return g_bytes_new_take (bytes, length);
}

/* Bytes of which no two chunks are the same. */
static GBytes *
pattern (gsize length)
{
  guchar *bytes = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    bytes[i] = i * 31 + i / CHUNK * 7 + 1;
  return g_bytes_new_take (bytes, length);
}

static GBytes *
encrypt_to (CandorAgeIdentity *one, CandorAgeIdentity *two, GBytes *plain)
{
  g_autofree char *first = candor_age_identity_dup_recipient (one);
  g_autofree char *second = two == NULL ? NULL : candor_age_identity_dup_recipient (two);
  const char *const recipients[] = { first, second, NULL };
  g_autoptr (GError) error = NULL;
  GBytes *encrypted = candor_age_encrypt (recipients, plain, &error);

  g_assert_no_error (error);
  return encrypted;
}

static void
assert_opens (CandorAgeIdentity *key, GBytes *encrypted, GBytes *plain)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) opened = candor_age_decrypt (key, encrypted, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (opened, plain));
}

/* Returns: the code of the refusal, whose message must be a sentence. */
static int
refusal_of (CandorAgeIdentity *key, const guchar *bytes, gsize length)
{
  g_autoptr (GBytes) encrypted = g_bytes_new (bytes, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) opened = candor_age_decrypt (key, encrypted, &error);

  g_assert_null (opened);
  g_assert_nonnull (error);
  g_assert_true (error->domain == CANDOR_AGE_ERROR);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strchr (error->message, '\n'));
  return error->code;
}

/* The length of a header: all up to the line feed behind the line of the MAC. */
static gsize
header_length (GBytes *encrypted)
{
  gsize length;
  const char *bytes = g_bytes_get_data (encrypted, &length);
  const char *mac = g_strstr_len (bytes, length, "\n--- ");

  g_assert_nonnull (mac);
  return (const char *)memchr (mac + 1, '\n', bytes + length - mac - 1) + 1 - bytes;
}

/* Catches a reader that understands only itself: these files are Debian's. */
static void
test_debian (void)
{
  g_autoptr (CandorAgeIdentity) one = load_key ("one.key");
  g_autoptr (CandorAgeIdentity) two = load_key ("two.key");
  g_autoptr (GBytes) both = load_file ("two-recipients.age");
  g_autoptr (GBytes) empty = load_file ("empty.age");
  g_autoptr (GBytes) words = g_bytes_new_static ("Rowan Testperson, invented.\n", 28);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  gsize length;
  const guchar *bytes = g_bytes_get_data (empty, &length);

  assert_opens (one, both, words);
  assert_opens (two, both, words);
  assert_opens (one, empty, nothing);
  g_assert_cmpint (refusal_of (two, bytes, length), ==, CANDOR_AGE_ERROR_NO_MATCH);
}

/* Catches a chunk too many or too few where the length meets the end of a chunk. */
static void
test_sizes (void)
{
  static const gsize sizes[] = { 0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5 };
  g_autoptr (CandorAgeIdentity) one = candor_age_identity_new ();
  g_autoptr (CandorAgeIdentity) two = candor_age_identity_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) plain = pattern (sizes[i]);
      g_autoptr (GBytes) encrypted = encrypt_to (one, two, plain);
      gsize n_chunks = MAX (1, (sizes[i] + CHUNK - 1) / CHUNK);

      g_assert_cmpuint (g_bytes_get_size (encrypted), ==,
                        header_length (encrypted) + 16 + sizes[i] + n_chunks * TAG);
      assert_opens (one, encrypted, plain);
      assert_opens (two, encrypted, plain);
    }
}

/* Catches a nonce or a key that is used twice: two files of the same words have nothing in common
 * but the first line. */
static void
test_never_twice (void)
{
  g_autoptr (CandorAgeIdentity) key = candor_age_identity_new ();
  g_autoptr (GBytes) plain = pattern (100);
  g_autoptr (GBytes) first = encrypt_to (key, key, plain);
  g_autoptr (GBytes) second = encrypt_to (key, key, plain);
  g_auto (GStrv) lines = g_strsplit (g_bytes_get_data (first, NULL), "\n", 7);
  const guchar *one = g_bytes_get_data (first, NULL);
  const guchar *other = g_bytes_get_data (second, NULL);
  gsize payload = header_length (first);

  g_assert_cmpstr (lines[1], !=, lines[3]);
  g_assert_cmpstr (lines[2], !=, lines[4]);
  for (gsize i = payload; i + 8 <= g_bytes_get_size (first); i += 8)
    g_assert_cmpint (memcmp (one + i, other + i, 8), !=, 0);
}

/* Every bit of a file matters: in the header, in its MAC, in the nonce and in the chunk. */
static void
test_every_bit (void)
{
  g_autoptr (CandorAgeIdentity) key = candor_age_identity_new ();
  g_autoptr (CandorAgeIdentity) other = candor_age_identity_new ();
  g_autoptr (GBytes) plain = pattern (40);
  g_autoptr (GBytes) encrypted = encrypt_to (key, other, plain);
  gsize payload = header_length (encrypted);
  gsize length;
  g_autofree guchar *bytes
      = g_memdup2 (g_bytes_get_data (encrypted, NULL), length = g_bytes_get_size (encrypted));

  for (gsize i = 0; i < length; i++)
    for (guint bit = 0; bit < 8; bit++)
      {
        int code;

        bytes[i] ^= 1 << bit;
        code = refusal_of (key, bytes, length);
        if (i >= payload)
          g_assert_cmpint (code, ==, CANDOR_AGE_ERROR_ALTERED);
        bytes[i] ^= 1 << bit;
      }
}

/* A file that ends early, wherever, or goes on, by whatever. */
static void
test_every_length (void)
{
  static const gsize more[] = { 1, TAG - 1, TAG, TAG + 1, CHUNK + TAG };
  g_autoptr (CandorAgeIdentity) key = candor_age_identity_new ();
  g_autoptr (GBytes) plain = pattern (40);
  g_autoptr (GBytes) encrypted = encrypt_to (key, NULL, plain);
  gsize length = g_bytes_get_size (encrypted);
  gsize payload = header_length (encrypted);
  g_autofree guchar *bytes = g_malloc0 (length + CHUNK + TAG);

  memcpy (bytes, g_bytes_get_data (encrypted, NULL), length);
  for (gsize i = 0; i < length; i++)
    g_assert_cmpint (refusal_of (key, bytes, i), ==,
                     i < payload + 16 ? CANDOR_AGE_ERROR_HEADER : CANDOR_AGE_ERROR_ALTERED);
  for (gsize i = 0; i < G_N_ELEMENTS (more); i++)
    g_assert_cmpint (refusal_of (key, bytes, length + more[i]), ==, CANDOR_AGE_ERROR_ALTERED);
}

/* Puts chunks of the file, by their numbers, one behind the other; -1 ends the list. */
static void
assert_order_refused (CandorAgeIdentity *key, GBytes *encrypted, const int *order)
{
  gsize length;
  const guchar *bytes = g_bytes_get_data (encrypted, &length);
  gsize start = header_length (encrypted) + 16;
  g_autoptr (GByteArray) moved = g_byte_array_new ();

  g_byte_array_append (moved, bytes, start);
  for (; *order >= 0; order++)
    {
      gsize from = start + *order * (CHUNK + TAG);

      g_byte_array_append (moved, bytes + from, MIN (CHUNK + TAG, length - from));
    }
  g_assert_cmpint (refusal_of (key, moved->data, moved->len), ==, CANDOR_AGE_ERROR_ALTERED);
}

/* Catches chunks that were swapped, dropped, doubled or cut off at their borders, also where the
 * last chunk is as long as the others. */
static void
test_order (void)
{
  static const int orders[][6] = {
    { 1, 0, 2, 3, -1 }, { 0, 2, 1, 3, -1 }, { 3, 1, 2, 0, -1 },    { 0, 1, 2, -1 },
    { 0, 1, 3, -1 },    { 1, 2, 3, -1 },    { 0, 3, -1 },          { 3, -1 },
    { 0, -1 },          { 0, 0, 2, 3, -1 }, { 0, 1, 2, 3, 3, -1 }, { -1 },
  };
  g_autoptr (CandorAgeIdentity) key = candor_age_identity_new ();

  for (gsize rest = 0; rest < 2; rest++)
    {
      g_autoptr (GBytes) plain = pattern (rest == 0 ? 4 * CHUNK : 3 * CHUNK + 100);
      g_autoptr (GBytes) encrypted = encrypt_to (key, NULL, plain);

      assert_opens (key, encrypted, plain);
      for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
        assert_order_refused (key, encrypted, orders[i]);
    }
}

/* Catches a payload that another file of the same clinic lends. */
static void
test_other_payload (void)
{
  g_autoptr (CandorAgeIdentity) key = candor_age_identity_new ();
  g_autoptr (GBytes) plain = pattern (40);
  g_autoptr (GBytes) one = encrypt_to (key, NULL, plain);
  g_autoptr (GBytes) other = encrypt_to (key, NULL, plain);
  g_autoptr (GByteArray) mixed = g_byte_array_new ();
  gsize start = header_length (one);

  g_byte_array_append (mixed, g_bytes_get_data (one, NULL), start);
  g_byte_array_append (mixed, (const guchar *)g_bytes_get_data (other, NULL) + start,
                       g_bytes_get_size (other) - start);
  g_assert_cmpint (refusal_of (key, mixed->data, mixed->len), ==, CANDOR_AGE_ERROR_ALTERED);
}

/* Returns: what the first @length bytes of a file of @file_size give; %NULL with ALTERED. */
static GBytes *
open_start (CandorAgeIdentity *key, GBytes *encrypted, gsize length, gsize file_size)
{
  g_autoptr (GBytes) start
      = g_bytes_new_from_bytes (encrypted, 0, MIN (length, g_bytes_get_size (encrypted)));
  g_autoptr (GError) error = NULL;
  GBytes *opened = candor_age_decrypt_start (key, start, file_size, &error);

  if (opened == NULL)
    g_assert_error (error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_ALTERED);
  return opened;
}

/* The first chunk alone: right for every length, and refused where the length is not the true one
 * and shows it. */
static void
test_start (void)
{
  static const gsize sizes[] = { 0, 1, CHUNK, CHUNK + 1, 3 * CHUNK };
  g_autoptr (CandorAgeIdentity) key = candor_age_identity_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) plain = pattern (sizes[i]);
      g_autoptr (GBytes) first = g_bytes_new_from_bytes (plain, 0, MIN (sizes[i], CHUNK));
      g_autoptr (GBytes) encrypted = encrypt_to (key, key, plain);
      gsize size = g_bytes_get_size (encrypted);
      g_autoptr (GBytes) opened = open_start (key, encrypted, CANDOR_AGE_START_SIZE, size);

      g_assert_nonnull (opened);
      if (size > CANDOR_AGE_START_SIZE)
        g_assert_true (g_bytes_equal (opened, first));
      else
        g_assert_true (g_bytes_equal (opened, plain));
      /* One byte fewer than the first chunk takes, or than there are. */
      g_assert_null (open_start (
          key, encrypted, MIN (size, header_length (encrypted) + 16 + CHUNK + TAG) - 1, size));
      g_assert_null (open_start (key, encrypted, header_length (encrypted) + 16 + 10, size));
      if (sizes[i] <= CHUNK)
        g_assert_null (open_start (key, encrypted, CANDOR_AGE_START_SIZE, size + CHUNK));
    }
}

/* A key in every way that it may be written, and in none that it may not. */
static void
test_keys (void)
{
  static const char text[]
      = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
  g_autoptr (CandorAgeIdentity) key = candor_age_identity_parse (text, NULL);
  g_autofree char *lower = g_ascii_strdown (text, -1);
  g_autoptr (CandorAgeIdentity) same = candor_age_identity_parse (lower, NULL);
  g_autofree char *recipient = candor_age_identity_dup_recipient (key);
  g_autofree char *again = candor_age_identity_dup_recipient (same);
  g_autoptr (CandorSecretText) written = candor_age_identity_dup_secret (key);

  /* The example of the published specification. */
  g_assert_cmpstr (recipient, ==, "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj");
  g_assert_cmpstr (again, ==, recipient);
  g_assert_cmpstr (written, ==, text);
}

static void
assert_no_key (const char *text, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (candor_age_identity_parse (text, &error));
  g_assert_error (error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_KEY);
  g_assert_nonnull (strstr (error->message, word));
  /* What somebody typed may be a key but for one letter. */
  if (strlen (text) > 20)
    g_assert_null (strstr (error->message, text + 16));
}

/* Every single wrong letter of a typed key is noticed, and so are two that changed places. */
static void
test_mistyped (void)
{
  static const char letters[] = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L1BIO -";
  g_autoptr (CandorAgeIdentity) key = candor_age_identity_new ();
  g_autoptr (CandorSecretText) text = candor_age_identity_dup_secret (key);
  g_autofree char *mixed = g_strdup (text);
  g_autofree char *padded = g_strconcat (text, " ", NULL);

  for (gsize i = strlen ("AGE-"); text[i] != '\0'; i++)
    {
      char right = text[i];

      for (const char *letter = letters; *letter != '\0'; letter++)
        if (*letter != right)
          {
            text[i] = *letter;
            assert_no_key (text, "letter by letter");
          }
      text[i] = right;
      if (text[i + 1] != '\0' && text[i + 1] != right)
        {
          text[i] = text[i + 1];
          text[i + 1] = right;
          assert_no_key (text, "letter by letter");
          text[i + 1] = text[i];
          text[i] = right;
        }
    }
  mixed[0] = 'a';
  assert_no_key (mixed, "letter by letter");
  assert_no_key (padded, "letter by letter");
  assert_no_key ("", "letter by letter");
  assert_no_key ("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj", "public half");
  assert_no_key ("AGE-SECRET-KEY-PQ-1ABC", "kind");
  assert_no_key ("AGE-PLUGIN-YUBIKEY-1ABC", "kind");
}

static void
assert_key_file (const char *text, gsize length, guint n_keys, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = candor_age_identity_parse_file (text, length, &error);

  if (n_keys > 0)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (keys->len, ==, n_keys);
      return;
    }
  g_assert_null (keys);
  g_assert_error (error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_KEY);
  g_assert_nonnull (strstr (error->message, word));
}

/* A key file as people make it: comments, empty lines, line ends of other systems, keys of other
 * kinds beside ours. */
static void
test_key_files (void)
{
#define KEY "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
  static const struct
  {
    const char *text;
    guint n_keys;
    const char *word;
  } cases[] = {
    { KEY, 1, NULL },
    { "# created\n# public key\n" KEY "\n", 1, NULL },
    { "\r\n#\r\n  " KEY "\t\r\n\r\n" KEY "\r\n", 2, NULL },
    { "AGE-SECRET-KEY-PQ-1QQQ\n" KEY "\n", 1, NULL },
    { "AGE-SECRET-KEY-PQ-1QQQ\n", 0, "kind" },
    { "AGE-SECRET-KEY-1 GFPY YSJZ GFPY YSJZ GFPYYSJZ GFPYYSJZ\tGFPYYSJZ GFPYYSJZ GFPQ4EGAEX", 1,
      NULL },
    { "age secret key 1gfpyysjz-gfpyysjz-gfpyysjz-gfpyysjz-gfpyysjz-gfpyysjz-gfpq4egaex\n", 1,
      NULL },
    { "AGE-SECRET-KEY-1-GFPY-YSJZ-GFPY-YSJZ-GFPYYSJZ-GFPYYSJZ-GFPYYSJZ-GFPYYSJZ-GFPQ4EGAEE", 0,
      "a letter of it is wrong" },
    { "AGE SECRET", 0, "not a key" },
    { "", 0, "no key" },
    { "# nothing\n\n", 0, "no key" },
    { KEY "\n" KEY "X\n", 0, "line 2" },
    { "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj\n", 0, "public half" },
  };
  static const char zero[] = KEY "\0\n";

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_key_file (cases[i].text, strlen (cases[i].text), cases[i].n_keys, cases[i].word);
  assert_key_file (zero, strlen (KEY), 1, NULL);
#undef KEY
}

/* Recipients that nobody has the key of, or everybody. */
static void
test_recipients (void)
{
  static const guchar zero[32];
  g_autoptr (CandorSecretText) low_order = candor_bech32_encode ("age", zero, sizeof zero);
  g_autoptr (CandorSecretText) short_one = candor_bech32_encode ("age", zero, sizeof zero - 1);
  const char *const wrong[] = {
    "",
    "age1",
    "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwq",
    "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX",
    low_order,
    short_one,
  };
  g_autoptr (CandorAgeIdentity) key = candor_age_identity_new ();
  g_autofree char *right = candor_age_identity_dup_recipient (key);
  g_autoptr (GBytes) plain = pattern (3);

  g_assert_true (candor_age_check_recipient (right, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const char *const recipients[] = { right, wrong[i], NULL };
      g_autoptr (GError) error = NULL;

      g_assert_false (candor_age_check_recipient (wrong[i], &error));
      g_assert_error (error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_KEY);
      g_clear_error (&error);
      g_assert_null (candor_age_encrypt (recipients, plain, &error));
      g_assert_error (error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_KEY);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/age/debian", test_debian);
  g_test_add_func ("/age/sizes", test_sizes);
  g_test_add_func ("/age/never-twice", test_never_twice);
  g_test_add_func ("/age/every-bit", test_every_bit);
  g_test_add_func ("/age/every-length", test_every_length);
  g_test_add_func ("/age/order", test_order);
  g_test_add_func ("/age/other-payload", test_other_payload);
  g_test_add_func ("/age/start", test_start);
  g_test_add_func ("/age/keys", test_keys);
  g_test_add_func ("/age/mistyped", test_mistyped);
  g_test_add_func ("/age/key-files", test_key_files);
  g_test_add_func ("/age/recipients", test_recipients);
  return g_test_run ();
}
