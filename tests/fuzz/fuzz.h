/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What the fuzzers share.
 */
#pragma once

#include <gio/gio.h>
#include <stddef.h>
#include <stdint.h>

/* The doors that libFuzzer knocks at. */
int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate (uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator (uint8_t *data, size_t size, size_t max_size, unsigned int seed);

/* A fault that only the planted build of a fuzzer has: who never gets there would find no other fault
 * there either. */
#define FUZZ_PLANT(condition) g_assert_false (FUZZ_PLANTED && (condition))

void fuzz_check_refusal (gboolean accepted, const GError *error);
