/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Looks into a file that nobody trusts in a process of its own. That process takes from itself all
 * that it does not need, reads the file, writes one line of JSON and ends; whatever the file does to
 * it, the process that asked goes on.
 *
 * The process that asks has judged the bytes before, on its own, and hands over the very bytes that
 * it judged. A file that takes over the other process can have it say what it likes: that never makes
 * a verdict better than the bytes are.
 */
#include "candor-verify-private.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/candor-error.h"

/* For the process that looks into the file. A form takes a hundredth of a second and 20 MB. */
#define MAX_MEMORY ((rlim_t)1024 * 1024 * 1024)
#define MAX_CPU_SECONDS 20
#define MAX_DESCRIPTORS 16

/* For the process that waits. */
#define MAX_SECONDS 40
#define MAX_ANSWER (1024 * 1024)
#define CHUNK 65536
#define PAUSE_USEC 1000

/* How the helper ends when the system keeps it from its work: no shell and no loader of programs
 * means anything by this number. */
#define STATUS_UNABLE 71

static gboolean
limit (int resource, rlim_t most)
{
  struct rlimit value;

  if (getrlimit (resource, &value) != 0)
    return FALSE;
  /* The hard limit of the processor's time lies a second behind, so that the reason can be told. One
   * that is stricter already stays: nobody may raise it. */
  value.rlim_max = MIN (value.rlim_max, resource == RLIMIT_CPU ? most + 1 : most);
  value.rlim_cur = MIN (value.rlim_max, most);
  return setrlimit (resource, &value) == 0;
}

/* Gives up what the check does not need. Returns: whether all of it is given up. */
static gboolean
confine (void)
{
  gboolean good = limit (RLIMIT_CPU, MAX_CPU_SECONDS) && limit (RLIMIT_FSIZE, 0)
                  && limit (RLIMIT_NOFILE, MAX_DESCRIPTORS) && limit (RLIMIT_CORE, 0)
                  && prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;

#ifndef __SANITIZE_ADDRESS__
  /* AddressSanitizer reserves far more than it uses, and its search for leaks reads the process. */
  good = good && limit (RLIMIT_AS, MAX_MEMORY) && prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
#endif
  return good;
}

/* Reads up to @most bytes and one. Returns: the last result of read (). */
static gssize
read_up_to (int fd, gsize most, GByteArray *bytes)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);

  while (bytes->len <= most)
    {
      gssize n = read (fd, chunk, MIN (CHUNK, most + 1 - bytes->len));

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return n;
      g_byte_array_append (bytes, chunk, n);
    }
  return 1;
}

static gboolean
write_all (int fd, const char *text)
{
  gsize length = strlen (text);

  while (length > 0)
    {
      gssize n = write (fd, text, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      text += n;
      length -= n;
    }
  return TRUE;
}

/* Waits for the end of a process until @deadline, then ends it. Returns: whether it ended itself. */
static gboolean
reap (pid_t pid, gint64 deadline, int *status)
{
  pid_t ended;

  while ((ended = waitpid (pid, status, WNOHANG)) != pid && g_get_monotonic_time () < deadline)
    if (ended == 0 || errno == EINTR)
      g_usleep (PAUSE_USEC);
    else
      return FALSE;
  if (ended == pid)
    return TRUE;

  kill (pid, SIGKILL);
  while (waitpid (pid, status, 0) < 0 && errno == EINTR)
    ;
  return FALSE;
}

/* The bytes that a process has not taken yet. */
typedef struct
{
  int fd; /* (owned): -1 when there are none left */
  const char *at;
  gsize length;
} Feed;

static void
feed_end (Feed *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Feed, feed_end)

/* Gives as much as is taken at once. One that closes its input has what it wants. */
static void
feed_some (Feed *self)
{
  gssize n = send (self->fd, self->at, self->length, MSG_DONTWAIT | MSG_NOSIGNAL);

  if (n < 0 && (errno == EINTR || errno == EAGAIN))
    return;
  if (n > 0)
    {
      self->at += n;
      self->length -= n;
    }
  if (n < 0 || self->length == 0)
    feed_end (self);
}

/* Gives a process its input and reads what it writes until it closes its output. Returns: whether it
 * did so in time and kept to the size of an answer. */
static gboolean
exchange (Feed *feed, int fd, gint64 deadline, GByteArray *answer)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);

  for (;;)
    {
      /* poll () passes over a descriptor below zero. */
      struct pollfd wait[] = { { fd, POLLIN, 0 }, { feed->fd, POLLOUT, 0 } };
      gint64 left = (deadline - g_get_monotonic_time ()) / 1000;
      int ready = left > 0 ? poll (wait, G_N_ELEMENTS (wait), (int)left + 1) : 0;
      gssize n;

      if (ready < 0 && errno == EINTR)
        continue;
      if (ready <= 0)
        return FALSE;
      if (wait[1].revents != 0)
        feed_some (feed);
      if (wait[0].revents == 0)
        continue;
      n = read (fd, chunk, CHUNK);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return n == 0;
      if (answer->len + n > MAX_ANSWER)
        return FALSE;
      g_byte_array_append (answer, chunk, n);
    }
}

/* Returns: whether a process that looks into a document can come to @answer where the bytes alone
 * come to @bytes: never to anything better, and never to another certificate. */
static gboolean
is_possible (const CandorVerification *bytes, const CandorVerification *answer)
{
  switch (answer->reason)
    {
    case CANDOR_SEAL_REASON_NO_CERTIFICATE:
      return bytes->reason == CANDOR_SEAL_REASON_NO_CERTIFICATE
             && g_bytes_equal (bytes->certificate, answer->certificate);
    case CANDOR_SEAL_REASON_NO_SEAL:
      return bytes->reason == CANDOR_SEAL_REASON_NO_SEAL;
    case CANDOR_SEAL_REASON_SEVERAL:
    case CANDOR_SEAL_REASON_ATTACHMENT:
      return bytes->reason == CANDOR_SEAL_REASON_NO_CERTIFICATE;
    case CANDOR_SEAL_REASON_SEAL:
    case CANDOR_SEAL_REASON_DAMAGED:
      return TRUE;
    default:
      return FALSE;
    }
}

static CandorVerification *
fail (const char *reason, GError **error)
{
  candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_FAILED,
                    "The check could not be started (%s). Nothing was checked; please try again.",
                    reason);
  return NULL;
}

/* Only a helper that was ended, or that says what no helper says, has met a file that does harm. One
 * that ends by itself with an error met a machine without memory or without rights. */
static CandorVerification *
judge_answer (
    const CandorVerification *bytes, GByteArray *answer, gboolean late, int status, GError **error)
{
  g_autoptr (CandorVerification) self = NULL;

  if (!late && WIFEXITED (status) && WEXITSTATUS (status) == STATUS_UNABLE)
    {
      candor_error_set_literal (
          error, CANDOR_ERROR, CANDOR_ERROR_FAILED,
          "The check could not be done, because the system refused its protected "
          "process what it needs. This says nothing about the file; ask whoever "
          "looks after this computer, or check the file on another one.");
      return NULL;
    }
  if (!late && WIFEXITED (status) && WEXITSTATUS (status) != 0)
    {
      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_FAILED,
          "The check ended with the error %d before it came to anything. This says nothing "
          "about the file; please try again.",
          WEXITSTATUS (status));
      return NULL;
    }
  if (late || (WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU))
    return candor_verification_new (CANDOR_SEAL_REASON_TOO_LONG);
  if (WIFEXITED (status) && answer->len > 0)
    self = candor_verification_from_answer ((const char *)answer->data, answer->len);
  if (self == NULL || !is_possible (bytes, self))
    return candor_verification_new (CANDOR_SEAL_REASON_CRASHED);
  return g_steal_pointer (&self);
}

/* Lets the helper look into a document whose bytes come to @bytes. */
static CandorVerification *
ask (GBytes *pdf,
     const CandorVerification *bytes,
     const char *const *helper,
     guint seconds,
     GError **error)
{
  gint64 deadline
      = g_get_monotonic_time () + (seconds > 0 ? seconds : MAX_SECONDS) * G_USEC_PER_SEC;
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  g_autoptr (GError) reason = NULL;
  g_auto (Feed) feed = { .fd = -1 };
  gboolean started, closed, late;
  int status = 0;
  int ends[2];
  int output;
  GPid pid;

  /* A socket and not a pipe: writing to one that is closed must not end this process. */
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return fail (g_strerror (errno), error);
  feed.fd = ends[0];
  feed.at = g_bytes_get_data (pdf, &feed.length);
  started = g_spawn_async_with_pipes_and_fds (
      NULL, helper, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
      ends[1], -1, -1, NULL, NULL, 0, &pid, NULL, &output, NULL, &reason);
  close (ends[1]);
  if (!started)
    return fail (reason->message, error);

  closed = exchange (&feed, output, deadline, answer);
  close (output);
  /* One that says too much is not waited for. */
  late = !reap (pid, closed ? deadline : 0, &status) && g_get_monotonic_time () >= deadline;
  g_spawn_close_pid (pid);
  if (!closed && !late)
    return candor_verification_new (CANDOR_SEAL_REASON_CRASHED);
  return judge_answer (bytes, answer, late, status, error);
}

static CandorVerification *
cannot_open (int code)
{
  CandorVerification *self = candor_verification_new (CANDOR_SEAL_REASON_CANNOT_OPEN);

  self->detail = g_strdup (g_strerror (code));
  return self;
}

/* Judges bytes here, and lets the helper look at what is inside them. */
static CandorVerification *
check_bytes (GBytes *pdf, const char *const *helper, guint seconds, GError **error)
{
  g_auto (CandorVerifyPlace) place = { 0 };
  g_autoptr (CandorVerification) self = candor_verify_seal (pdf, &place);

  /* There is nothing worse to be found. */
  if (self->reason != CANDOR_SEAL_REASON_NO_CERTIFICATE && !place.is_open)
    return g_steal_pointer (&self);
  return ask (pdf, self, helper, seconds, error);
}

static CandorVerification *
check_open (int fd, const char *const *helper, guint seconds, GError **error)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GBytes) pdf = NULL;

  if (read_up_to (fd, CANDOR_VERIFY_MAX_BYTES, file) < 0)
    return cannot_open (errno);
  pdf = g_byte_array_free_to_bytes (g_steal_pointer (&file));
  return check_bytes (pdf, helper, seconds, error);
}

/**
 * candor_verify_serve:
 *
 * What the helper does: confines itself, reads a file from its standard input and writes what it
 * comes to as one line of JSON. To be called first of all, before other threads run.
 *
 * Returns: the exit status
 */
int
candor_verify_serve (void)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CandorVerification) self = NULL;
  g_autofree char *answer = NULL;

  /* Loaded first, so that the limits need not leave room for it. */
  if (!candor_verify_load (NULL) || !confine ()
      || read_up_to (STDIN_FILENO, CANDOR_VERIFY_MAX_BYTES, file) < 0)
    return STATUS_UNABLE;
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&file));
  self = candor_verify_bytes (bytes, NULL, NULL);
  answer = candor_verification_to_json (self, NULL, NULL);
  return write_all (STDOUT_FILENO, answer) ? 0 : STATUS_UNABLE;
}

/**
 * candor_verify_file:
 * @path: a file that anybody may have made
 * @certificate_pem: (nullable): the certificate that should have sealed it, in PEM
 * @helper: a command that calls candor_verify_serve (), with an absolute path
 * @seconds: how long it may take, or 0 for as long as any document needs
 * @error: return location for an error
 *
 * Judges the bytes of a file here, and what is inside it in a process with limits, whose answer can
 * only make the verdict worse. Blocks until that has ended; may be called from any thread. A file
 * that crashes the process, or takes longer than @seconds, is unreadable.
 *
 * Errors: %CANDOR_ERROR_INVALID when @certificate_pem is no certificate, %CANDOR_ERROR_FAILED when
 * @helper could not be started or could not do its work. Whatever is wrong with the file is no error but a verdict.
 *
 * Returns: (transfer full) (nullable): what it comes to
 */
CandorVerification *
candor_verify_file (const char *path,
                    GBytes *certificate_pem,
                    const char *const *helper,
                    guint seconds,
                    GError **error)
{
  g_autoptr (GBytes) certificate = NULL;
  CandorVerification *self = NULL;
  struct stat about;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (helper != NULL, NULL);

  if (!candor_verify_load (error))
    return NULL;
  if (certificate_pem != NULL)
    {
      certificate = candor_verify_read_certificate (certificate_pem, error);
      if (certificate == NULL)
        return NULL;
    }
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0 || fstat (fd, &about) != 0)
    self = cannot_open (errno);
  else if (!S_ISREG (about.st_mode))
    self = candor_verification_new (CANDOR_SEAL_REASON_NOT_A_FILE);
  else if (about.st_size > CANDOR_VERIFY_MAX_BYTES)
    self = candor_verification_new (CANDOR_SEAL_REASON_TOO_LARGE);
  else
    self = check_open (fd, helper, seconds, error);
  if (fd >= 0)
    close (fd);

  if (self != NULL && certificate != NULL)
    candor_verification_compare (self, certificate);
  return self;
}

/**
 * candor_verify_apart:
 * @pdf: a document that is in memory only, such as one out of an encrypted record
 * @certificate_pem: (nullable): the certificate that should have sealed it, in PEM
 * @helper: a command that calls candor_verify_serve (), with an absolute path
 * @seconds: how long it may take, or 0 for as long as any document needs
 * @error: return location for an error
 *
 * As candor_verify_file (), for bytes that are not to be written into a file.
 *
 * Returns: (transfer full) (nullable): what it comes to
 */
CandorVerification *
candor_verify_apart (
    GBytes *pdf, GBytes *certificate_pem, const char *const *helper, guint seconds, GError **error)
{
  g_autoptr (GBytes) certificate = NULL;
  CandorVerification *self;

  g_return_val_if_fail (pdf != NULL, NULL);
  g_return_val_if_fail (helper != NULL, NULL);

  if (!candor_verify_load (error))
    return NULL;
  if (certificate_pem != NULL)
    {
      certificate = candor_verify_read_certificate (certificate_pem, error);
      if (certificate == NULL)
        return NULL;
    }
  self = check_bytes (pdf, helper, seconds, error);
  if (self != NULL && certificate != NULL)
    candor_verification_compare (self, certificate);
  return self;
}
