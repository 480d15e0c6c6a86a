#include "net/basic_authorization.hpp"

#include <gtest/gtest.h>

namespace net {
namespace {

std::string read(std::string_view header) {
  const auto login = read_basic_authorization(header);
  return login ? login->user + " / " + login->password : "(nothing)";
}

// The examples of RFC 7617, sections 2 and 2.1.
TEST(BasicAuthorization, ReadsAndWritesTheExamplesOfTheStandard) {
  EXPECT_EQ(write_basic_authorization("Aladdin", "open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  EXPECT_EQ(read("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="), "Aladdin / open sesame");
  EXPECT_EQ(write_basic_authorization("test", "123£"), "Basic dGVzdDoxMjPCow==");
  EXPECT_EQ(read("basic  dGVzdDoxMjPCow=="), "test / 123£");
}

TEST(BasicAuthorization, APasswordMayHoldColonsAndBeEmpty) {
  EXPECT_EQ(read(write_basic_authorization("u", ":a:b:")), "u / :a:b:");
  EXPECT_EQ(read(write_basic_authorization("", "")), " / ");
  EXPECT_EQ(read(write_basic_authorization("имя", "пароль: 🔑")), "имя / пароль: 🔑");
}

TEST(BasicAuthorization, AnythingElseIsNothing) {
  for (const char* header : {"", "Basic", "Basic ", "Basic    ", "Bearer QWxhZGRpbjpvcGVu", "Basic QWxh", "Basic Q",
                             "Basic ====", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ",
                             "Basic QW xhZGRpbjpvcGVuIHNlc2FtZQ=", "Basic QWxh\nZGRpbjpvcGVu",
                             "Basic QWxhZGRpbjpvcGV=IHNl", "Basic dTr/", "Basic \xff\xff\xff\xff"}) {
    EXPECT_EQ(read(header), "(nothing)") << header;
  }
  EXPECT_EQ(read("Basic " + std::string(1U << 20U, 'A')), "(nothing)") << "a megabyte of zero bytes has no colon";
}

}  // namespace
}  // namespace net
