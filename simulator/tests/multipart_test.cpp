#include "multipart.hpp"

#include <gtest/gtest.h>

namespace simulator {
namespace {

using namespace std::string_literals;

constexpr std::string_view kType = "multipart/form-data; boundary=x";

std::string part(const std::string& headers, const std::string& content) {
  return "--x\r\n" + headers + "\r\n\r\n" + content + "\r\n";
}

std::string field(const std::string& name, const std::string& content) {
  return part("Content-Disposition: form-data; name=\"" + name + "\"", content);
}

TEST(MultipartTest, ReadsFieldsAndFiles) {
  const std::string body = "a preamble\r\n" + field("chat_id", "42") +
                           part(
                               "content-disposition: form-data; name=\"document\"; filename=\"a b.csv\"\r\n"
                               "CONTENT-TYPE: text/csv",
                               "1;2\r\n3;4") +
                           "--x--\r\nan epilogue";
  const auto parts = parse_multipart(kType, body);
  ASSERT_TRUE(parts) << parts.error().message;
  ASSERT_EQ(parts->size(), 2U);
  EXPECT_EQ((*parts)[0].name, "chat_id");
  EXPECT_EQ((*parts)[0].content, "42");
  EXPECT_FALSE((*parts)[0].file_name);
  EXPECT_EQ((*parts)[1].file_name, "a b.csv");
  EXPECT_EQ((*parts)[1].content_type, "text/csv");
  EXPECT_EQ((*parts)[1].content, "1;2\r\n3;4");
}

TEST(MultipartTest, ContentMayHoldWhatLooksLikeTheBoundary) {
  const std::string body = field("a", "--x\r\n-x\r\n--y") + "--x--";
  const auto parts = parse_multipart(kType, body);
  ASSERT_TRUE(parts);
  EXPECT_EQ((*parts)[0].content, "--x\r\n-x\r\n--y");
}

TEST(MultipartTest, BinaryAndEmptyContentStays) {
  const std::string bytes = "\0\xff\r\n\0"s;
  const std::string body = field("a", bytes) + field("b", "") + "--x--";
  const auto parts = parse_multipart(kType, body);
  ASSERT_TRUE(parts);
  EXPECT_EQ((*parts)[0].content, bytes);
  EXPECT_EQ((*parts)[1].content, "");
}

TEST(MultipartTest, NamesMayBeQuotedAndEscaped) {
  const std::string body =
      part(R"(Content-Disposition: form-data; filename="say \"hi\"; name=no.txt"; name=bare)", "") + "--x--";
  const auto parts = parse_multipart(R"(multipart/form-data; charset=utf-8; boundary="x")", body);
  ASSERT_TRUE(parts) << parts.error().message;
  EXPECT_EQ((*parts)[0].name, "bare");
  EXPECT_EQ((*parts)[0].file_name, "say \"hi\"; name=no.txt");
}

TEST(MultipartTest, NoPartsAreNoError) {
  const auto parts = parse_multipart(kType, "--x--\r\n");
  ASSERT_TRUE(parts);
  EXPECT_TRUE(parts->empty());
}

TEST(MultipartTest, RefusesWhatHasNoEndOrNoName) {
  EXPECT_FALSE(parse_multipart("multipart/form-data", field("a", "1") + "--x--"));
  EXPECT_FALSE(parse_multipart("multipart/form-data; boundary=" + std::string(71, 'x'), "--x--"));
  EXPECT_FALSE(parse_multipart(kType, ""));
  EXPECT_FALSE(parse_multipart(kType, field("a", "1")));
  EXPECT_FALSE(parse_multipart(kType, "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n"));
  EXPECT_FALSE(parse_multipart(kType, part("Content-Disposition: form-data", "1") + "--x--"));
  EXPECT_FALSE(parse_multipart(kType, part("Content-Disposition: form-data; name=\"a", "1") + "--x--"));
  EXPECT_FALSE(parse_multipart(kType, part("no colon", "1") + "--x--"));
  EXPECT_FALSE(parse_multipart(kType, "--xy\r\n" + field("a", "1") + "--x--"));
}

TEST(MultipartTest, IsBounded) {
  std::string body;
  for (std::size_t i = 0; i < kMaxParts; ++i) body += field("a", "1");
  EXPECT_TRUE(parse_multipart(kType, body + "--x--"));
  EXPECT_FALSE(parse_multipart(kType, body + field("a", "1") + "--x--"));
  EXPECT_FALSE(parse_multipart(kType, field(std::string(kMaxPartHeaderBytes, 'a'), "1") + "--x--"));
}

}  // namespace
}  // namespace simulator
