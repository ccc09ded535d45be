/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * qpdf, under its own names, for what lays out and reads documents. Nothing of it may be called
 * before candor_qpdf_load () has said that it is there.
 */
#pragma once

#include <qpdf/qpdf-c.h>

#include "core/candor-late.h"

G_BEGIN_DECLS

#define CANDOR_QPDF_FUNCTIONS(F)                                                                   \
  F (qpdf_cleanup)                                                                                 \
  F (qpdf_get_buffer)                                                                              \
  F (qpdf_get_buffer_length)                                                                       \
  F (qpdf_get_error)                                                                               \
  F (qpdf_get_error_full_text)                                                                     \
  F (qpdf_get_object_by_id)                                                                        \
  F (qpdf_get_pdf_version)                                                                         \
  F (qpdf_get_qpdf_version)                                                                        \
  F (qpdf_get_root)                                                                                \
  F (qpdf_get_trailer)                                                                             \
  F (qpdf_has_error)                                                                               \
  F (qpdf_init)                                                                                    \
  F (qpdf_init_write_memory)                                                                       \
  F (qpdf_is_encrypted)                                                                            \
  F (qpdf_oh_append_item)                                                                          \
  F (qpdf_oh_begin_dict_key_iter)                                                                  \
  F (qpdf_oh_dict_more_keys)                                                                       \
  F (qpdf_oh_dict_next_key)                                                                        \
  F (qpdf_oh_get_array_item)                                                                       \
  F (qpdf_oh_get_array_n_items)                                                                    \
  F (qpdf_oh_get_binary_string_value)                                                              \
  F (qpdf_oh_get_dict)                                                                             \
  F (qpdf_oh_get_int_value)                                                                        \
  F (qpdf_oh_get_int_value_as_int)                                                                 \
  F (qpdf_oh_get_key)                                                                              \
  F (qpdf_oh_get_key_if_dict)                                                                      \
  F (qpdf_oh_get_name)                                                                             \
  F (qpdf_oh_get_object_id)                                                                        \
  F (qpdf_oh_get_stream_data)                                                                      \
  F (qpdf_oh_get_value_as_longlong)                                                                \
  F (qpdf_oh_get_value_as_string)                                                                  \
  F (qpdf_oh_get_value_as_ulonglong)                                                               \
  F (qpdf_oh_get_value_as_utf8)                                                                    \
  F (qpdf_oh_has_key)                                                                              \
  F (qpdf_oh_is_array)                                                                             \
  F (qpdf_oh_is_dictionary)                                                                        \
  F (qpdf_oh_is_name)                                                                              \
  F (qpdf_oh_is_name_and_equals)                                                                   \
  F (qpdf_oh_is_null)                                                                              \
  F (qpdf_oh_is_stream)                                                                            \
  F (qpdf_oh_new_array)                                                                            \
  F (qpdf_oh_new_binary_string)                                                                    \
  F (qpdf_oh_new_dictionary)                                                                       \
  F (qpdf_oh_new_integer)                                                                          \
  F (qpdf_oh_new_name)                                                                             \
  F (qpdf_oh_new_null)                                                                             \
  F (qpdf_oh_new_stream)                                                                           \
  F (qpdf_oh_new_string)                                                                           \
  F (qpdf_oh_new_unicode_string)                                                                   \
  F (qpdf_oh_parse)                                                                                \
  F (qpdf_oh_release_all)                                                                          \
  F (qpdf_oh_remove_key)                                                                           \
  F (qpdf_oh_replace_key)                                                                          \
  F (qpdf_oh_replace_stream_data)                                                                  \
  F (qpdf_read_memory)                                                                             \
  F (qpdf_replace_object)                                                                          \
  F (qpdf_set_attempt_recovery)                                                                    \
  F (qpdf_set_deterministic_ID)                                                                    \
  F (qpdf_set_minimum_pdf_version)                                                                 \
  F (qpdf_set_object_stream_mode)                                                                  \
  F (qpdf_set_suppress_warnings)                                                                   \
  F (qpdf_silence_errors)                                                                          \
  F (qpdf_write)

CANDOR_DECLARE_LATE (CandorQpdf, candor_qpdf, candor_qpdf_load, CANDOR_QPDF_FUNCTIONS)

#define qpdf_cleanup (*candor_qpdf.qpdf_cleanup)
#define qpdf_get_buffer (*candor_qpdf.qpdf_get_buffer)
#define qpdf_get_buffer_length (*candor_qpdf.qpdf_get_buffer_length)
#define qpdf_get_error (*candor_qpdf.qpdf_get_error)
#define qpdf_get_error_full_text (*candor_qpdf.qpdf_get_error_full_text)
#define qpdf_get_object_by_id (*candor_qpdf.qpdf_get_object_by_id)
#define qpdf_get_pdf_version (*candor_qpdf.qpdf_get_pdf_version)
#define qpdf_get_qpdf_version (*candor_qpdf.qpdf_get_qpdf_version)
#define qpdf_get_root (*candor_qpdf.qpdf_get_root)
#define qpdf_get_trailer (*candor_qpdf.qpdf_get_trailer)
#define qpdf_has_error (*candor_qpdf.qpdf_has_error)
#define qpdf_init (*candor_qpdf.qpdf_init)
#define qpdf_init_write_memory (*candor_qpdf.qpdf_init_write_memory)
#define qpdf_is_encrypted (*candor_qpdf.qpdf_is_encrypted)
#define qpdf_oh_append_item (*candor_qpdf.qpdf_oh_append_item)
#define qpdf_oh_begin_dict_key_iter (*candor_qpdf.qpdf_oh_begin_dict_key_iter)
#define qpdf_oh_dict_more_keys (*candor_qpdf.qpdf_oh_dict_more_keys)
#define qpdf_oh_dict_next_key (*candor_qpdf.qpdf_oh_dict_next_key)
#define qpdf_oh_get_array_item (*candor_qpdf.qpdf_oh_get_array_item)
#define qpdf_oh_get_array_n_items (*candor_qpdf.qpdf_oh_get_array_n_items)
#define qpdf_oh_get_binary_string_value (*candor_qpdf.qpdf_oh_get_binary_string_value)
#define qpdf_oh_get_dict (*candor_qpdf.qpdf_oh_get_dict)
#define qpdf_oh_get_int_value (*candor_qpdf.qpdf_oh_get_int_value)
#define qpdf_oh_get_int_value_as_int (*candor_qpdf.qpdf_oh_get_int_value_as_int)
#define qpdf_oh_get_key (*candor_qpdf.qpdf_oh_get_key)
#define qpdf_oh_get_key_if_dict (*candor_qpdf.qpdf_oh_get_key_if_dict)
#define qpdf_oh_get_name (*candor_qpdf.qpdf_oh_get_name)
#define qpdf_oh_get_object_id (*candor_qpdf.qpdf_oh_get_object_id)
#define qpdf_oh_get_stream_data (*candor_qpdf.qpdf_oh_get_stream_data)
#define qpdf_oh_get_value_as_longlong (*candor_qpdf.qpdf_oh_get_value_as_longlong)
#define qpdf_oh_get_value_as_string (*candor_qpdf.qpdf_oh_get_value_as_string)
#define qpdf_oh_get_value_as_ulonglong (*candor_qpdf.qpdf_oh_get_value_as_ulonglong)
#define qpdf_oh_get_value_as_utf8 (*candor_qpdf.qpdf_oh_get_value_as_utf8)
#define qpdf_oh_has_key (*candor_qpdf.qpdf_oh_has_key)
#define qpdf_oh_is_array (*candor_qpdf.qpdf_oh_is_array)
#define qpdf_oh_is_dictionary (*candor_qpdf.qpdf_oh_is_dictionary)
#define qpdf_oh_is_name (*candor_qpdf.qpdf_oh_is_name)
#define qpdf_oh_is_name_and_equals (*candor_qpdf.qpdf_oh_is_name_and_equals)
#define qpdf_oh_is_null (*candor_qpdf.qpdf_oh_is_null)
#define qpdf_oh_is_stream (*candor_qpdf.qpdf_oh_is_stream)
#define qpdf_oh_new_array (*candor_qpdf.qpdf_oh_new_array)
#define qpdf_oh_new_binary_string (*candor_qpdf.qpdf_oh_new_binary_string)
#define qpdf_oh_new_dictionary (*candor_qpdf.qpdf_oh_new_dictionary)
#define qpdf_oh_new_integer (*candor_qpdf.qpdf_oh_new_integer)
#define qpdf_oh_new_name (*candor_qpdf.qpdf_oh_new_name)
#define qpdf_oh_new_null (*candor_qpdf.qpdf_oh_new_null)
#define qpdf_oh_new_stream (*candor_qpdf.qpdf_oh_new_stream)
#define qpdf_oh_new_string (*candor_qpdf.qpdf_oh_new_string)
#define qpdf_oh_new_unicode_string (*candor_qpdf.qpdf_oh_new_unicode_string)
#define qpdf_oh_parse (*candor_qpdf.qpdf_oh_parse)
#define qpdf_oh_release_all (*candor_qpdf.qpdf_oh_release_all)
#define qpdf_oh_remove_key (*candor_qpdf.qpdf_oh_remove_key)
#define qpdf_oh_replace_key (*candor_qpdf.qpdf_oh_replace_key)
#define qpdf_oh_replace_stream_data (*candor_qpdf.qpdf_oh_replace_stream_data)
#define qpdf_read_memory (*candor_qpdf.qpdf_read_memory)
#define qpdf_replace_object (*candor_qpdf.qpdf_replace_object)
#define qpdf_set_attempt_recovery (*candor_qpdf.qpdf_set_attempt_recovery)
#define qpdf_set_deterministic_ID (*candor_qpdf.qpdf_set_deterministic_ID)
#define qpdf_set_minimum_pdf_version (*candor_qpdf.qpdf_set_minimum_pdf_version)
#define qpdf_set_object_stream_mode (*candor_qpdf.qpdf_set_object_stream_mode)
#define qpdf_set_suppress_warnings (*candor_qpdf.qpdf_set_suppress_warnings)
#define qpdf_silence_errors (*candor_qpdf.qpdf_silence_errors)
#define qpdf_write (*candor_qpdf.qpdf_write)

G_END_DECLS
