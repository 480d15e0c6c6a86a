#include "certificate.hpp"

#include <stdexcept>

#include <gmock/gmock.h>

#include "certificate_texts.hpp"

namespace bot {
namespace {

using namespace std::chrono_literals;
using testing::EndsWith;
using testing::SizeIs;
using testing::StartsWith;

// How it reads and looks is tested in tests/certificate/, by programs that didn't make it.

Certificate for_anna() {
  return {.student = "Анна Каренина",
          .course = "C++ с нуля",
          .school = "CourseBot",
          .date = 2026y / std::chrono::June / 7,
          .number = "cpp-42",
          .language = shop::Language::russian};
}

TEST(Certificate, IsAPdf) {
  const std::string pdf = certificate_pdf(for_anna());
  EXPECT_THAT(pdf, StartsWith("%PDF-1."));
  EXPECT_THAT(pdf, EndsWith("%%EOF\n"));
  EXPECT_THAT(pdf, SizeIs(testing::Lt(100'000)));
}

TEST(Certificate, IsTheSameBytesAgain) {
  EXPECT_EQ(certificate_pdf(for_anna()), certificate_pdf(for_anna()));
}

TEST(Certificate, DependsOnEachOfItsParts) {
  const std::string original = certificate_pdf(for_anna());
  const auto changed = [&](auto change) {
    Certificate other = for_anna();
    change(other);
    return certificate_pdf(other) != original;
  };
  EXPECT_TRUE(changed([](Certificate& other) { other.student = "Анна Аркадьевна"; }));
  EXPECT_TRUE(changed([](Certificate& other) { other.course = "C"; }));
  EXPECT_TRUE(changed([](Certificate& other) { other.school.clear(); }));
  EXPECT_TRUE(changed([](Certificate& other) { other.date = 2026y / std::chrono::June / 8; }));
  EXPECT_TRUE(changed([](Certificate& other) { other.number = "cpp-43"; }));
  EXPECT_TRUE(changed([](Certificate& other) { other.language = shop::Language::english; }));
}

TEST(Certificate, CanBeOfAnyNames) {
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  std::string combining = "e";
  for (int i = 0; i < 100; ++i) combining += "\u0301";
  for (const std::string& any :
       {std::string(), std::string("   "), std::string("👩‍🚀"), std::string("李雷 दीपक მარი שלום أحمد"),
        every_byte, combining, std::string(1'000'000, 'W'), std::string(500'000, ' ') + "W",
        std::string("\xF4\x90\x80\x80")}) {
    Certificate certificate = for_anna();
    certificate.student = certificate.course = certificate.school = certificate.number = any;
    EXPECT_THAT(certificate_pdf(certificate), SizeIs(testing::Lt(200'000))) << any.substr(0, 40);
  }
}

TEST(Certificate, NeedsADateThatTheCalendarHas) {
  Certificate certificate = for_anna();
  for (const auto date : {2026y / std::chrono::February / 30, 2026y / std::chrono::month{13} / 1}) {
    certificate.date = date;
    EXPECT_THROW(certificate_pdf(certificate), std::invalid_argument);
  }
}

TEST(Certificate, WritesItsDateAsTheLanguageDoes) {
  const auto date = 2026y / std::chrono::May / 9;
  EXPECT_EQ(written_date(date, shop::Language::english), "9 May 2026");
  EXPECT_EQ(written_date(date, shop::Language::russian), "9 мая 2026 г.");
  EXPECT_EQ(written_date(2024y / std::chrono::February / 29, shop::Language::english), "29 February 2024");
}

}  // namespace
}  // namespace bot
