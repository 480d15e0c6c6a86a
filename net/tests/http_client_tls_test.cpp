#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "event_loop.hpp"
#include "net/http_client.hpp"
#include "scripted_server.hpp"
#include "test_certificates.hpp"

namespace net::testing {
namespace {

namespace asio = boost::asio;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;

class HttpClientTlsTest : public ::testing::Test {
 protected:
  /// A request to `host`, whose certificate is valid for `certified_name`.
  HttpResult get(const std::string& certified_name, const std::string& host, const HttpClientOptions& options) {
    asio::ssl::context tls = authority.server_context(certified_name);
    const ScriptedServer server(io, always(ok_with("secret")), &tls);
    HttpClient client(io.get_executor(), server.url(host), options);
    return run(io, client.send(Request{}));
  }

  TestAuthority authority;
  TemporaryFile trusted{authority.certificate_pem()};
  HttpClientOptions trusting{.trusted_certificates_file = trusted.path()};
  asio::io_context io;
};

TEST_F(HttpClientTlsTest, TrustsACertificateOfATrustedAuthority) {
  EXPECT_EQ(get("DNS:localhost", "localhost", trusting).value().body, "secret");
}

TEST_F(HttpClientTlsTest, TrustsCertificatesGivenAsText) {
  const HttpClientOptions options{.trusted_certificates = authority.certificate_pem()};
  EXPECT_EQ(get("DNS:localhost", "localhost", options).value().body, "secret");
  const TestAuthority stranger;
  const HttpClientOptions others{.trusted_certificates_file = trusted.path(),
                                 .trusted_certificates = stranger.certificate_pem()};
  EXPECT_EQ(get("DNS:localhost", "localhost", others).error().failure, HttpFailure::tls);
  const Url url{.tls = true, .host = "localhost", .port = 443};
  EXPECT_THROW(HttpClient(io.get_executor(), url, {.trusted_certificates = "not PEM"}), std::runtime_error);
}

TEST_F(HttpClientTlsTest, VerifiesAnAddressAsWellAsAName) {
  EXPECT_TRUE(get("IP:127.0.0.1", "127.0.0.1", trusting));
  EXPECT_EQ(get("IP:127.0.0.2", "127.0.0.1", trusting).error().failure, HttpFailure::tls);
  EXPECT_EQ(get("DNS:localhost", "127.0.0.1", trusting).error().failure, HttpFailure::tls);
}

TEST_F(HttpClientTlsTest, RefusesAnotherHostsCertificate) {
  const HttpError error = get("DNS:example.org", "localhost", trusting).error();
  EXPECT_EQ(error.failure, HttpFailure::tls);
  EXPECT_THAT(error.message, HasSubstr("the certificate is not trusted: hostname mismatch"));
}

TEST_F(HttpClientTlsTest, VerifiesAnotherNameThanTheHostsWhenTold) {
  HttpClientOptions options = trusting;
  options.server_name = "example.org";
  EXPECT_TRUE(get("DNS:example.org", "localhost", options));
  EXPECT_TRUE(get("DNS:example.org", "127.0.0.1", options));
  EXPECT_EQ(get("DNS:localhost", "localhost", options).error().failure, HttpFailure::tls);
  options.server_name = "127.0.0.2";
  EXPECT_TRUE(get("IP:127.0.0.2", "localhost", options));
}

TEST_F(HttpClientTlsTest, AsksForTheNameThatItVerifies) {
  asio::ssl::context tls = authority.server_context("DNS:example.org");
  std::string asked_for;
  SSL_CTX_set_client_hello_cb(
      tls.native_handle(),
      [](SSL* stream, int*, void* name) {
        const unsigned char* extension = nullptr;
        std::size_t size = 0;
        if (SSL_client_hello_get0_ext(stream, TLSEXT_TYPE_server_name, &extension, &size) == 1) {
          *static_cast<std::string*>(name) = std::string(extension, extension + size);
        }
        return SSL_CLIENT_HELLO_SUCCESS;
      },
      &asked_for);
  const ScriptedServer server(io, always(ok_with("")), &tls);
  HttpClientOptions options = trusting;
  options.server_name = "example.org";
  HttpClient client(io.get_executor(), server.url("localhost"), options);
  EXPECT_TRUE(run(io, client.send(Request{})));
  EXPECT_THAT(asked_for, EndsWith("example.org"));
}

TEST_F(HttpClientTlsTest, TrustsAServersOwnCertificateWithoutItsAuthority) {
  const PemPair pair = authority.server_pair("DNS:localhost");
  asio::ssl::context tls(asio::ssl::context::tls_server);
  tls.use_certificate_chain(asio::buffer(pair.certificate));
  tls.use_private_key(asio::buffer(pair.key), asio::ssl::context::pem);
  const ScriptedServer server(io, always(ok_with("secret")), &tls);
  const TemporaryFile own(pair.certificate);
  HttpClient client(io.get_executor(), server.url("localhost"), {.trusted_certificates_file = own.path()});
  EXPECT_EQ(run(io, client.send(Request{})).value().body, "secret");
  EXPECT_EQ(get("DNS:localhost", "localhost", {.trusted_certificates_file = own.path()}).error().failure,
            HttpFailure::tls)
      << "another certificate of that authority is another one";
}

TEST_F(HttpClientTlsTest, RefusesAnUnknownAuthority) {
  EXPECT_EQ(get("DNS:localhost", "localhost", {}).error().failure, HttpFailure::tls);
}

TEST_F(HttpClientTlsTest, TrustsAnyoneOnlyWhenTold) {
  EXPECT_TRUE(get("DNS:example.org", "localhost", {.verify_tls = false}));
}

TEST_F(HttpClientTlsTest, SpeaksNothingOlderThanTls12) {
  asio::ssl::context tls = authority.server_context("DNS:localhost");
  SSL_CTX_set_security_level(tls.native_handle(), 0);
  SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_VERSION);
  SSL_CTX_set_max_proto_version(tls.native_handle(), TLS1_1_VERSION);
  const ScriptedServer server(io, always(ok_with("")), &tls);
  HttpClient client(io.get_executor(), server.url("localhost"), trusting);
  EXPECT_EQ(run(io, client.send(Request{})).error().failure, HttpFailure::tls);
}

TEST_F(HttpClientTlsTest, RefusesAServerWithoutTls) {
  const ScriptedServer server(
      io, [](Peer& peer) -> asio::awaitable<void> { co_await peer.send("HTTP/1.1 400 Bad Request\r\n\r\n"); });
  Url url = server.url("localhost");
  url.tls = true;
  HttpClient client(io.get_executor(), url, trusting);
  EXPECT_EQ(run(io, client.send(Request{})).error().failure, HttpFailure::tls);
}

TEST_F(HttpClientTlsTest, TimesOutInAHandshakeThatNeverEnds) {
  const ScriptedServer server(io, [](Peer& peer) -> asio::awaitable<void> { co_await peer.read_head(); });
  Url url = server.url("localhost");
  url.tls = true;
  HttpClientOptions options = trusting;
  options.connect_timeout = std::chrono::milliseconds{50};
  HttpClient client(io.get_executor(), url, options);
  EXPECT_EQ(run(io, client.send(Request{})).error().failure, HttpFailure::timeout);
}

TEST_F(HttpClientTlsTest, ReusesTheConnectionAndResumesTheSessionOnAReconnect) {
  asio::ssl::context tls = authority.server_context("DNS:localhost");
  std::vector<bool> resumed;
  const ScriptedServer server(
      io,
      [&](Peer& peer) -> asio::awaitable<void> {
        resumed.push_back(peer.resumed_session());
        for (int request = 0; request < 2; ++request) {
          co_await peer.read_head();
          co_await peer.send(ok_with(""));
        }
      },
      &tls);
  HttpClient client(io.get_executor(), server.url("localhost"), trusting);
  for (int request = 0; request < 4; ++request) EXPECT_TRUE(run(io, client.send(Request{})));
  EXPECT_THAT(resumed, ElementsAre(false, true));
}

TEST_F(HttpClientTlsTest, ATruncatedAnswerIsNotTakenForAWholeOne) {
  asio::ssl::context tls = authority.server_context("DNS:localhost");
  const ScriptedServer server(
      io,
      [](Peer& peer) -> asio::awaitable<void> {
        co_await peer.read_head();
        co_await peer.send("HTTP/1.1 200 OK\r\n\r\nno length, and no goodbye either");
      },
      &tls);
  HttpClient client(io.get_executor(), server.url("localhost"), trusting);
  EXPECT_EQ(run(io, client.send(Request{})).error().failure, HttpFailure::disconnected);
}

TEST_F(HttpClientTlsTest, RefusesToStartWithoutItsCertificates) {
  const Url url{.tls = true, .host = "localhost", .port = 443};
  try {
    const HttpClient client(io.get_executor(), url, {.trusted_certificates_file = "/nowhere/ca.pem"});
    FAIL() << "a missing file was accepted";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("'/nowhere/ca.pem'"));
  }
}

}  // namespace
}  // namespace net::testing
