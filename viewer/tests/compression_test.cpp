#include "compression.hpp"

#include <random>

#include <gtest/gtest.h>
#include <zlib.h>

namespace viewer {
namespace {

std::string unzipped(const std::string& text, std::size_t size) {
  std::string plain(size + 1, '\0');
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, MAX_WBITS + 16), Z_OK);
  std::string input = text;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(plain.data());
  stream.avail_out = static_cast<uInt>(plain.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  plain.resize(stream.total_out);
  inflateEnd(&stream);
  return plain;
}

net::Request asking(const std::string& accepted) {
  return {.headers = {{"Accept-Encoding", accepted}}};
}

TEST(Compression, IsAllowedByWhatTheBrowserAccepts) {
  for (const char* accepted : {"gzip", "GZIP", "br, gzip", "gzip;q=0.5", "*", "deflate , gzip ;q=1"}) {
    EXPECT_TRUE(accepts_gzip(accepted)) << accepted;
  }
  for (const char* accepted : {"", "br", "gzip;q=0", "gzip;q=0.0, br", "gzipped", "identity"}) {
    EXPECT_FALSE(accepts_gzip(accepted)) << accepted;
  }
}

TEST(Compression, LosesNothing) {
  std::mt19937 random(7);
  for (const std::size_t size : {0U, 1U, 4096U, 100'000U, 3'000'000U}) {
    std::string text(size, ' ');
    for (char& c : text) c = static_cast<char>(random());
    const auto zipped = gzip(text);
    ASSERT_TRUE(zipped);
    EXPECT_EQ(unzipped(*zipped, size), text);
  }
}

TEST(Compression, MakesLargeAnswersSmaller) {
  const std::string body(10'000, 'x');
  const net::Response answer = compressed({.body = body}, asking("gzip"));
  EXPECT_EQ(answer.headers.get("Content-Encoding"), "gzip");
  EXPECT_EQ(answer.headers.get("Vary"), "Accept-Encoding");
  EXPECT_LT(answer.body.size(), 200U);
  EXPECT_EQ(unzipped(answer.body, body.size()), body);
}

TEST(Compression, LeavesOthersAsTheyAre) {
  const std::string large(10'000, 'x');
  for (const auto& [body, accepted] : {std::pair{std::string("{}"), "gzip"}, std::pair{large, ""}}) {
    const net::Response answer = compressed({.body = body}, asking(accepted));
    EXPECT_EQ(answer.body, body);
    EXPECT_EQ(answer.headers.get("Content-Encoding"), "");
  }
}

}  // namespace
}  // namespace viewer
