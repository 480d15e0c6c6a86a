#pragma once
// Reads parsed JSON of which nobody knows whether it is what it should be.
//
//   try {
//     const json::object& alert = as_object(value, "an alert");
//     use(as_text(member(alert, "fingerprint"), "'fingerprint'"));
//   } catch (const WrongShape& wrong) {
//     return Error{"no alert: " + wrong.what};   // "no alert: 'fingerprint' is missing"
//   }
//
// Pure functions.

#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

namespace monitoring {

/// Thrown by what reads, caught where all has been read.
struct WrongShape {
  std::string what;
};

/// Foreign words in a sentence of ours: one line, not too long, and never half a letter.
std::string one_line(std::string_view words);

const boost::json::value& member(const boost::json::object& object, std::string_view name);

/// `what` says in an error what `value` should have been.
const boost::json::object& as_object(const boost::json::value& value, std::string_view what);
const boost::json::array& as_array(const boost::json::value& value, std::string_view what);
std::string_view as_text(const boost::json::value& value, std::string_view what);

}  // namespace monitoring
