#pragma once
// Certificates made on the spot, so that TLS tests need no files that expire in the repository.

#include <memory>
#include <string>

#include <boost/asio/ssl/context.hpp>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace net::testing {

/// A certificate and its private key, as PEM texts.
struct PemPair {
  std::string certificate;
  std::string key;
};

/// An authority of the test's own, and the certificates it signs.
class TestAuthority {
 public:
  TestAuthority();

  std::string certificate_pem() const;

  /// The authority's own certificate, which is signed by itself, and its key.
  PemPair own_pair() const;
  /// A new certificate and key for a server, valid as server_context says.
  PemPair server_pair(const std::string& subject_alternative_name) const;

  /// A server's context whose certificate is valid for `subject_alternative_name`, such as "DNS:localhost" or
  /// "IP:127.0.0.1".
  boost::asio::ssl::context server_context(const std::string& subject_alternative_name) const;

 private:
  struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(X509* certificate) const { X509_free(certificate); }
  };
  using Key = std::unique_ptr<EVP_PKEY, Free>;
  using Certificate = std::unique_ptr<X509, Free>;

  static Key make_key();
  static Certificate make_certificate(EVP_PKEY* key, const char* common_name);
  void sign(X509* certificate, const char* extension, const std::string& value) const;

  Key key_;
  Certificate certificate_;
};

/// A file that exists as long as this.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& content);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& path() const { return path_; }

  /// Puts another file in its place, as programs that renew certificates do.
  void replace(const std::string& content);

 private:
  std::string path_;
};

}  // namespace net::testing
