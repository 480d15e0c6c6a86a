#include "net/certificate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_certificates.hpp"

namespace net::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(SelfSignedCertificate, IsTheCertificateWithoutWhatStandsBesideIt) {
  const PemPair pair = TestAuthority().own_pair();
  const TemporaryFile file(pair.key + pair.certificate);
  const auto found = self_signed_certificate(file.path()).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, pair.certificate);
  EXPECT_THAT(*found, Not(HasSubstr("PRIVATE KEY")));
}

TEST(SelfSignedCertificate, IsNoneThatAnAuthoritySigned) {
  const TestAuthority authority;
  const TemporaryFile chain(authority.server_pair("DNS:localhost").certificate + authority.certificate_pem());
  EXPECT_EQ(self_signed_certificate(chain.path()).value(), std::nullopt);
}

TEST(SelfSignedCertificate, AFileWithoutOneIsNamed) {
  const TemporaryFile empty("");
  EXPECT_THAT(self_signed_certificate(empty.path()).error().message, HasSubstr("'" + empty.path() + "'"));
  EXPECT_THAT(self_signed_certificate("/nowhere/cert.pem").error().message, HasSubstr("'/nowhere/cert.pem'"));
}

}  // namespace
}  // namespace net::testing
