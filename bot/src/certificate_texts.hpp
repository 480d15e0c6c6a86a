#pragma once
// What stands on a certificate, in each language. Parts that change stand apart: the student's name must not need an
// ending.

#include <chrono>
#include <string>
#include <string_view>

#include "shop/language.hpp"

namespace bot {

struct CertificateTexts {
  std::string_view heading;
  std::string_view of_what;        ///< Under the heading.
  std::string_view before_name;    ///< "This certificate is awarded to"
  std::string_view before_course;  ///< "for completing the course"
  std::string_view date;           ///< Under the date.
  std::string_view number;         ///< Under the number.
};

const CertificateTexts& certificate_texts(shop::Language language);

/// "7 June 2026". Throws std::invalid_argument for a date that no calendar has.
std::string written_date(std::chrono::year_month_day date, shop::Language language);

}  // namespace bot
