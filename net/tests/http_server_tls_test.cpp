#include <string>
#include <vector>

#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <gmock/gmock.h>

#include "http_server_fixture.hpp"
#include "net/http_client.hpp"
#include "test_certificates.hpp"

namespace net::testing {
namespace {

namespace ssl = asio::ssl;
using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class HttpServerTlsTest : public HttpServerTest {
 protected:
  HttpServerOptions with_certificate(std::chrono::milliseconds look_every = 0ms) {
    return {
        .request_timeout = 200ms,
        .certificate = CertificateFiles{.certificate = certificate.path(), .key = key.path(), .look_every = look_every},
        .on_refused = [this](Refusal refusal) { refusals.emplace_back(to_string(refusal)); },
        .on_certificate_change =
            [this](const values::Result<void>& change) {
              changes.push_back(change ? "renewed" : change.error().message);
            }};
  }

  void renew(const PemPair& renewed) {
    certificate.replace(renewed.certificate);
    key.replace(renewed.key);
  }

  /// The answer to a request on a connection of its own, from somebody who trusts `trusted`.
  HttpResult get(const TestAuthority& trusted) {
    const TemporaryFile file(trusted.certificate_pem());
    HttpClient client(io.get_executor(), {.tls = true, .host = "localhost", .port = port},
                      {.trusted_certificates_file = file.path()});
    return run(io, client.send(Request{.target = "/a"}));
  }

  TestAuthority authority;
  PemPair pair = authority.server_pair("DNS:localhost");
  TemporaryFile certificate{pair.certificate + authority.certificate_pem()};
  TemporaryFile key{pair.key};
  std::vector<std::string> refusals;
  std::vector<std::string> changes;
};

TEST_F(HttpServerTlsTest, AnswersUnderTls) {
  start(with_certificate());
  EXPECT_EQ(get(authority).value().body, "/a|");
}

TEST_F(HttpServerTlsTest, TakesUpARenewedCertificateAndSaysSo) {
  start(with_certificate());
  EXPECT_TRUE(get(authority));
  const TestAuthority other;
  renew(other.server_pair("DNS:localhost"));
  EXPECT_EQ(get(other).value().body, "/a|");
  EXPECT_THAT(changes, ElementsAre("renewed"));
  EXPECT_EQ(get(authority).error().failure, HttpFailure::tls);
}

TEST_F(HttpServerTlsTest, KeepsTheOldCertificateWhileTheNewOneIsWrong) {
  start(with_certificate());
  key.replace(authority.server_pair("DNS:localhost").key);
  EXPECT_TRUE(get(authority));
  EXPECT_TRUE(get(authority));
  EXPECT_THAT(changes, ElementsAre(HasSubstr("it does not belong to the certificate")));
  certificate.replace("not a certificate");
  EXPECT_TRUE(get(authority));
  EXPECT_THAT(changes.back(), HasSubstr("the certificate '" + certificate.path() + "' can't be used"));
}

TEST_F(HttpServerTlsTest, LooksAtItsFilesOnlyNowAndThen) {
  start(with_certificate(1h));
  renew(TestAuthority().server_pair("DNS:localhost"));
  EXPECT_TRUE(get(authority));
  EXPECT_THAT(changes, ElementsAre());
}

TEST_F(HttpServerTlsTest, SaysWhichFileIsWrongAtTheStart) {
  const auto listen = [&](const std::string& certificate_file, const std::string& key_file) {
    HttpServerOptions options;
    options.certificate = CertificateFiles{.certificate = certificate_file, .key = key_file};
    return HttpServer(io.get_executor(), echo, std::move(options)).listen("127.0.0.1", 0).error().message;
  };
  const TemporaryFile garbage("garbage");
  const TemporaryFile strange_key(authority.server_pair("DNS:localhost").key);
  EXPECT_EQ(listen("/nowhere.pem", key.path()),
            "the certificate '/nowhere.pem' can't be used: there is no such file, or it may not be read");
  EXPECT_THAT(listen(garbage.path(), key.path()), HasSubstr("the certificate '" + garbage.path() + "' can't be used"));
  EXPECT_THAT(listen(certificate.path(), garbage.path()), HasSubstr("the key '" + garbage.path() + "' can't be used"));
  EXPECT_EQ(listen(certificate.path(), strange_key.path()),
            "the key '" + strange_key.path() + "' can't be used: it does not belong to the certificate '" +
                certificate.path() + "'");
}

TEST_F(HttpServerTlsTest, AHandshakeThatNeverEndsIsCutOff) {
  start(with_certificate());
  EXPECT_EQ(talk(""), "");
  EXPECT_THAT(refusals, ElementsAre("too_slow"));
}

TEST_F(HttpServerTlsTest, PlainHttpFindsNoAnswer) {
  start(with_certificate());
  talk("GET / HTTP/1.1\r\n" + std::string(kClose));
  EXPECT_THAT(refusals, ElementsAre("tls"));
}

TEST_F(HttpServerTlsTest, AHandshakeGivesWayToANewConnection) {
  HttpServerOptions options = with_certificate();
  options.max_connections = 1;
  options.request_timeout = 10s;
  start(std::move(options));
  asio::ip::tcp::socket stranger = open();
  EXPECT_TRUE(get(authority));
  EXPECT_EQ(run(io, read_all(stranger)), "");
}

/// A client that shows what was negotiated.
class TlsClient {
 public:
  TlsClient(asio::io_context& io, ssl::context& context, SSL_SESSION* session) : stream_(io, context) {
    if (session != nullptr) SSL_set_session(stream_.native_handle(), session);
  }

  asio::awaitable<bool> get(std::uint16_t port) {
    const asio::ip::tcp::endpoint server(asio::ip::address_v4::loopback(), port);
    co_await stream_.lowest_layer().async_connect(server, asio::use_awaitable);
    const auto [error] = co_await stream_.async_handshake(ssl::stream_base::client, kAsTuple);
    if (error) co_return false;
    const std::string request = "GET / HTTP/1.1\r\n" + std::string(kClose);
    co_await asio::async_write(stream_, asio::buffer(request), kAsTuple);
    std::string answer;
    auto buffer = asio::dynamic_buffer(answer);
    co_await asio::async_read(stream_, buffer, kAsTuple);
    co_return !answer.empty();
  }

  SSL_SESSION* session() { return SSL_get1_session(stream_.native_handle()); }
  bool resumed() { return SSL_session_reused(stream_.native_handle()) == 1; }

 private:
  ssl::stream<asio::ip::tcp::socket> stream_;
};

TEST_F(HttpServerTlsTest, ASessionIsResumedByItsTicket) {
  start(with_certificate());
  ssl::context context(ssl::context::tls_client);
  TlsClient first(io, context, nullptr);
  EXPECT_TRUE(run(io, first.get(port)));
  SSL_SESSION* const session = first.session();
  TlsClient second(io, context, session);
  EXPECT_TRUE(run(io, second.get(port)));
  SSL_SESSION_free(session);
  EXPECT_FALSE(first.resumed());
  EXPECT_TRUE(second.resumed());
}

TEST_F(HttpServerTlsTest, SpeaksNothingOlderThanTls12) {
  start(with_certificate());
  for (const auto& [version, is_spoken] : {std::pair{TLS1_1_VERSION, false}, std::pair{TLS1_2_VERSION, true}}) {
    ssl::context context(ssl::context::tls_client);
    SSL_CTX_set_security_level(context.native_handle(), 0);
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context.native_handle(), version);
    TlsClient client(io, context, nullptr);
    EXPECT_EQ(run(io, client.get(port)), is_spoken);
  }
}

}  // namespace
}  // namespace net::testing
