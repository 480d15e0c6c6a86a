#include "certificate_texts.hpp"

#include <array>
#include <stdexcept>

namespace bot {
namespace {

constexpr CertificateTexts kEnglish{.heading = "CERTIFICATE",
                                    .of_what = "OF COMPLETION",
                                    .before_name = "This certificate is awarded to",
                                    .before_course = "for successfully completing the course",
                                    .date = "Date",
                                    .number = "Certificate number"};

constexpr CertificateTexts kRussian{.heading = "СЕРТИФИКАТ",
                                    .of_what = "ОБ ОКОНЧАНИИ КУРСА",
                                    .before_name = "Этот сертификат получает",
                                    .before_course = "за успешное окончание курса",
                                    .date = "Дата",
                                    .number = "Номер сертификата"};

constexpr std::array<std::string_view, 12> kEnglishMonths{"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 12> kRussianMonths{"января",   "февраля", "марта",  "апреля",
                                                          "мая",      "июня",    "июля",   "августа",
                                                          "сентября", "октября", "ноября", "декабря"};

}  // namespace

const CertificateTexts& certificate_texts(shop::Language language) {
  return language == shop::Language::russian ? kRussian : kEnglish;
}

std::string written_date(std::chrono::year_month_day date, shop::Language language) {
  if (!date.ok()) throw std::invalid_argument("a certificate's date is none");
  const bool russian = language == shop::Language::russian;
  const std::size_t month = static_cast<unsigned>(date.month()) - 1;
  std::string text = std::to_string(static_cast<unsigned>(date.day())) + " ";
  text += russian ? kRussianMonths[month] : kEnglishMonths[month];
  text += " " + std::to_string(static_cast<int>(date.year()));
  return russian ? text + " г." : text;
}

}  // namespace bot
