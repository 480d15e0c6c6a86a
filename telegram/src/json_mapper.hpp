#pragma once
// Reads a JSON value into a struct whose fields are listed with BOOST_DESCRIBE_STRUCT.
//
//   BOOST_DESCRIBE_STRUCT(Chat, (), (id, type))
//   values::Result<Chat> chat = read_json<Chat>(value);   // error: "id: expected an integer"
//
// Tolerant where the Bot API evolves or lets fields out: unknown fields are ignored, a missing or null optional is
// none, a missing bool is false (the API's "Optional. True, if …"), a whole number may be written as a double. Strict
// elsewhere: a missing field or another type is an error that names the path to it and never the value.
//
// Fields that must not make their object unreadable, or that have another shape, are not listed: a function
// `void read_rest(const boost::json::object&, Chat&)` beside the struct fills them.
//
// Pure functions.

#include <chrono>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11/algorithm.hpp>

#include "values/id.hpp"
#include "values/result.hpp"
#include "values/stars.hpp"
#include "values/time.hpp"

namespace telegram {

/// What didn't fit, and where: "chat.id" and "expected an integer".
struct JsonMismatch {
  std::string path;
  std::string_view problem;

  /// For the value inside field `name`, as seen from the object that holds it.
  void prepend(std::string_view name) { path = path.empty() ? std::string(name) : std::string(name) + "." + path; }
  std::string text() const { return path.empty() ? std::string(problem) : path + ": " + std::string(problem); }
};

namespace json_mapper {

template <class T>
struct IsId : std::false_type {};
template <class Tag, class Representation>
struct IsId<values::Id<Tag, Representation>> : std::true_type {};

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <class T>
concept Described = boost::describe::has_describe_members<T>::value;

/// The last second of the year 9999: far enough, and its milliseconds still fit.
inline constexpr std::int64_t kLatestUnixSecond = 253'402'300'799;

inline std::optional<std::int64_t> whole_number(const boost::json::value& value) {
  if (const std::int64_t* integer = value.if_int64()) return *integer;
  const double* number = value.if_double();
  // 2^63 and above don't fit; below it every whole double does.
  if (number == nullptr || std::trunc(*number) != *number || std::abs(*number) >= 0x1p63) return std::nullopt;
  return static_cast<std::int64_t>(*number);
}

/// Fills `out` and returns nullopt, or says what doesn't fit.
template <class T>
std::optional<JsonMismatch> read(const boost::json::value& value, T& out);

inline std::optional<JsonMismatch> mismatch(std::string_view problem) {
  return JsonMismatch{{}, problem};
}

inline std::optional<JsonMismatch> read_scalar(const boost::json::value& value, std::int64_t& out) {
  const std::optional<std::int64_t> number = whole_number(value);
  if (!number) return mismatch("expected an integer");
  out = *number;
  return std::nullopt;
}

inline std::optional<JsonMismatch> read_scalar(const boost::json::value& value, std::string& out) {
  const boost::json::string* text = value.if_string();
  if (text == nullptr) return mismatch("expected a string");
  out.assign(text->data(), text->size());
  return std::nullopt;
}

inline std::optional<JsonMismatch> read_scalar(const boost::json::value& value, bool& out) {
  const bool* flag = value.if_bool();
  if (flag == nullptr) return mismatch("expected true or false");
  out = *flag;
  return std::nullopt;
}

inline std::optional<JsonMismatch> read_scalar(const boost::json::value& value, values::Stars& out) {
  std::int64_t amount = 0;
  if (auto wrong = read_scalar(value, amount)) return wrong;
  out = values::Stars{amount};
  return std::nullopt;
}

inline std::optional<JsonMismatch> read_scalar(const boost::json::value& value, values::Timestamp& out) {
  const std::optional<std::int64_t> seconds = whole_number(value);
  if (!seconds || *seconds < 0 || *seconds > kLatestUnixSecond) return mismatch("expected a time in unix seconds");
  out = values::Timestamp{std::chrono::seconds{*seconds}};
  return std::nullopt;
}

template <class Field>
std::optional<JsonMismatch> read_field(const boost::json::object& object, std::string_view name, Field& out) {
  const boost::json::value* found = object.if_contains(name);
  if (found == nullptr) {
    if constexpr (IsOptional<Field>::value || std::same_as<Field, bool>) {
      return std::nullopt;
    } else {
      return JsonMismatch{std::string(name), "missing"};
    }
  }
  auto wrong = read(*found, out);
  if (wrong) wrong->prepend(name);
  return wrong;
}

template <Described T>
std::optional<JsonMismatch> read_object(const boost::json::value& value, T& out) {
  const boost::json::object* object = value.if_object();
  if (object == nullptr) return mismatch("expected an object");
  std::optional<JsonMismatch> wrong;
  boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>([&](auto member) {
    if (!wrong) wrong = read_field(*object, member.name, out.*member.pointer);
  });
  if constexpr (requires { read_rest(*object, out); }) {
    if (!wrong) read_rest(*object, out);
  }
  return wrong;
}

template <class T>
std::optional<JsonMismatch> read(const boost::json::value& value, T& out) {
  if constexpr (IsOptional<T>::value) {
    if (value.is_null()) return std::nullopt;
    return read(value, out.emplace());
  } else if constexpr (IsId<T>::value) {
    std::remove_cvref_t<decltype(out.value())> plain{};
    auto wrong = read_scalar(value, plain);
    if (!wrong) out = T{std::move(plain)};
    return wrong;
  } else if constexpr (Described<T>) {
    return read_object(value, out);
  } else {
    return read_scalar(value, out);
  }
}

}  // namespace json_mapper

template <class T>
values::Result<T> read_json(const boost::json::value& value) {
  T out{};
  if (const auto wrong = json_mapper::read(value, out)) return values::Error{wrong->text()};
  return out;
}

/// The field `name`, or none if it is missing or can't be read.
template <class T>
std::optional<T> read_if_sound(const boost::json::object& object, std::string_view name) {
  const boost::json::value* found = object.if_contains(name);
  T out{};
  if (found == nullptr || json_mapper::read(*found, out)) return std::nullopt;
  return out;
}

}  // namespace telegram
