#include "metrics/exposition.hpp"

#include <array>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#define ZLIB_CONST
#include <zlib.h>

#include "gzip.hpp"
#include "metrics/registry.hpp"

namespace metrics {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

/// What a client makes of a compressed body.
std::string gunzip(std::string_view compressed) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  stream.next_in = reinterpret_cast<const Bytef*>(compressed.data());
  stream.avail_in = static_cast<uInt>(compressed.size());
  std::string plain;
  int result = Z_OK;
  while (result == Z_OK) {
    std::array<Bytef, 4096> chunk;
    stream.next_out = chunk.data();
    stream.avail_out = static_cast<uInt>(chunk.size());
    result = inflate(&stream, Z_NO_FLUSH);
    plain.append(reinterpret_cast<const char*>(chunk.data()), chunk.size() - stream.avail_out);
  }
  EXPECT_EQ(result, Z_STREAM_END);
  EXPECT_EQ(stream.avail_in, 0U);
  inflateEnd(&stream);
  return plain;
}

class ExpositionTest : public ::testing::Test {
 protected:
  ExpositionTest() {
    auto& rooms = registry_.gauge({.name = "room_users", .help = "Users by room.", .labels = {"room"}});
    for (int room = 0; room < 2000; ++room) rooms.with(std::to_string(room)).set(room * 0.5);
    registry_.counter({.name = "visits_total", .help = "Visits."});
  }

  Registry registry_;
};

TEST_F(ExpositionTest, IsWhatTheRequestAsksFor) {
  const Exposition plain = expose(registry_, {});
  EXPECT_EQ(plain.content_type, content_type_of({}));
  EXPECT_EQ(plain.content_encoding, "");
  EXPECT_EQ(plain.body, expose_text(registry_));

  const Exposition openmetrics =
      expose(registry_, {.accept = "application/openmetrics-text;escaping=dots", .options = {.created_lines = true}});
  EXPECT_EQ(openmetrics.content_type, "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=dots");
  EXPECT_THAT(openmetrics.body, HasSubstr("\nvisits_created "));
  EXPECT_THAT(openmetrics.body, EndsWith("\n# EOF\n"));
}

TEST_F(ExpositionTest, IsCompressedForWhoWantsThat) {
  const Exposition page = expose(registry_, {.accept_encoding = "gzip"});
  EXPECT_EQ(page.content_encoding, "gzip");
  EXPECT_LT(page.body.size(), expose_text(registry_).size() / 4);
  EXPECT_EQ(gunzip(page.body), expose_text(registry_));
}

TEST_F(ExpositionTest, IsNotCompressedWhereItIsSmall) {
  const Registry small;
  EXPECT_EQ(expose(small, {.accept_encoding = "gzip"}).content_encoding, "");
}

TEST_F(ExpositionTest, AppendsToWhatIsThere) {
  for (const ExpositionFormat format : {ExpositionFormat::text_0_0_4, ExpositionFormat::text_1_0_0,
                                        ExpositionFormat::openmetrics_1_0, ExpositionFormat::protobuf}) {
    const ExpositionFormatChoice choice{.format = format};
    std::string alone;
    write(registry_, choice, alone);
    std::string out = "before";
    write(registry_, choice, out);
    EXPECT_EQ(out, "before" + alone);
    out.clear();
    write(registry_, choice, out);  // the memory is used again
    EXPECT_EQ(out, alone);
  }
}

TEST_F(ExpositionTest, NoSizeOfALabelValueIsTooLarge) {
  const std::string value(1'000'000, '\\');
  Registry registry;
  registry.gauge({.name = "g", .help = value, .labels = {"x"}}).with(value);
  std::string escaped;
  for (std::size_t i = 0; i < value.size(); ++i) escaped += "\\\\";
  EXPECT_THAT(expose_text(registry),
              HasSubstr("# HELP g " + escaped + "\n# TYPE g gauge\ng{x=\"" + escaped + "\"} 0\n"));
}

TEST(GzipTest, TakesAnything) {
  std::string noise(100'000, '\0');
  unsigned state = 1;
  for (char& byte : noise) byte = static_cast<char>((state = state * 1664525U + 1013904223U) >> 24U);
  for (const std::string& text : {std::string(), std::string("a"), noise}) EXPECT_EQ(gunzip(gzip(text).value()), text);
}

}  // namespace
}  // namespace metrics
