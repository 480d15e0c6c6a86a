// Draws a certificate on standard output:   coursebot-certificate STUDENT COURSE SCHOOL DATE NUMBER LANGUAGE
//
// DATE is YYYY-MM-DD, LANGUAGE "en" or "ru", SCHOOL may be empty.

#include "certificate.hpp"

#include <cstdio>
#include <exception>
#include <iostream>
#include <span>
#include <string>
#include <vector>

namespace {

std::chrono::year_month_day date_from(const std::string& text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (std::sscanf(text.c_str(), "%d-%u-%u", &year, &month, &day) != 3) throw std::invalid_argument("no date: " + text);
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> arguments(values + 1, values + count);
  if (arguments.size() != 6) {
    std::cerr << "six arguments: student, course, school, date, number, language\n";
    return 2;
  }
  try {
    const auto language = shop::parse_language(arguments[5]);
    if (!language) throw std::invalid_argument("no language: " + arguments[5]);
    std::cout << bot::certificate_pdf({.student = arguments[0],
                                       .course = arguments[1],
                                       .school = arguments[2],
                                       .date = date_from(arguments[3]),
                                       .number = arguments[4],
                                       .language = *language});
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}
