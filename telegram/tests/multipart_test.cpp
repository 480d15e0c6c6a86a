#include "multipart.hpp"

#include <gmock/gmock.h>

namespace telegram {
namespace {

using testing::HasSubstr;
using testing::Not;

Call call_with(Document document, std::string caption = "two rows") {
  return to_call(
      SendDocument{.chat_id = values::ChatId{42}, .document = std::move(document), .caption = std::move(caption)});
}

TEST(Multipart, HasAFieldForEachParameterAndTheFile) {
  const Multipart form = to_multipart(call_with({.name = "payments.csv", .content = "a,b\r\n"}));
  EXPECT_EQ(form.content_type, "multipart/form-data; boundary=coursebot-part-0");
  EXPECT_EQ(form.body,
            "--coursebot-part-0\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n42\r\n"
            "--coursebot-part-0\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\ntwo rows\r\n"
            "--coursebot-part-0\r\nContent-Disposition: form-data; name=\"document\"; filename=\"payments.csv\"\r\n"
            "Content-Type: application/octet-stream\r\n\r\na,b\r\n\r\n"
            "--coursebot-part-0--\r\n");
}

TEST(Multipart, TakesABoundaryThatNothingContains) {
  const Multipart form =
      to_multipart(call_with({.name = "x", .content = "--coursebot-part-0\r\nforged"}, "coursebot-part-1"));
  EXPECT_THAT(form.content_type, HasSubstr("boundary=coursebot-part-2"));
}

TEST(Multipart, LetsNoNameEndItsHeader) {
  const Multipart form = to_multipart(call_with({.name = "a\"; name=\"chat_id\"\r\nX: y", .content = ""}));
  EXPECT_THAT(form.body, HasSubstr("filename=\"a%22; name=%22chat_id%22%0D%0AX: y\""));
  EXPECT_THAT(form.body, Not(HasSubstr("\r\nX: y")));
}

TEST(Multipart, OfABodyThatIsNoObjectIsAFault) {
  EXPECT_THROW(to_multipart({.method = "sendDocument", .body = "[]", .document = Document{}}), std::logic_error);
}

}  // namespace
}  // namespace telegram
