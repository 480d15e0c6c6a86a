#pragma once
// The certificate of completion: a PDF of one sheet, A4 landscape, to print and hang up.
//
//   std::string pdf = certificate_pdf({.student = "Анна Каренина", .course = "C++ с нуля", .school = "CourseBot",
//                                      .date = 2026y / June / 7, .number = "cpp-42", .language = Language::russian});
//
// A pure function: the same certificate is the same bytes, so that it can be made again instead of being kept. Some
// milliseconds and some ten kilobytes, however long the names are.

#include <chrono>
#include <string>

#include "shop/language.hpp"

namespace bot {

/// Texts are UTF-8 and may be any: what is too long is cut, what no font has is shown as "□".
struct Certificate {
  std::string student;
  std::string course;
  std::string school;  ///< Empty: nobody is named.
  std::chrono::year_month_day date;
  std::string number;
  shop::Language language = shop::Language::english;
};

/// Throws std::invalid_argument for a date that no calendar has, and std::runtime_error if there is no memory for it.
std::string certificate_pdf(const Certificate& certificate);

}  // namespace bot
