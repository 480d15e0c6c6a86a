#pragma once
// How the client speaks TLS to one server: 1.2 or newer, the certificate verified against trusted authorities and the
// server's name, and the last session kept so that a reconnect takes a shorter handshake.

#include <memory>
#include <string>

#include <boost/asio/ssl/context.hpp>
#include <boost/system/error_code.hpp>

namespace net {

/// PEM, in a file or as it stands; where both are empty, the system's.
struct TrustedCertificates {
  std::string file;
  std::string text;  ///< Goes before the file.
};

class TlsContext {
 public:
  /// `host` is a name or a numeric address. Throws std::runtime_error, naming the file, if the certificates can't be
  /// read.
  TlsContext(std::string host, const TrustedCertificates& trusted, bool verify);
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  boost::asio::ssl::context& context() { return context_; }

  /// Readies a new stream for the handshake: server name indication, what to verify, the session to resume.
  void prepare(SSL* stream) const;

 private:
  struct FreeSession {
    void operator()(SSL_SESSION* session) const { SSL_SESSION_free(session); }
  };

  void keep_sessions();

  boost::asio::ssl::context context_;
  std::string host_;
  bool host_is_address_;
  bool verify_;
  std::unique_ptr<SSL_SESSION, FreeSession> session_;
};

/// What went wrong in a handshake, in a person's words: for a refused certificate the reason ("hostname mismatch").
std::string describe_handshake_failure(SSL* stream, const boost::system::error_code& error);

}  // namespace net
