#include "tls_context.hpp"

#include <stdexcept>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address.hpp>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace net {
namespace {

bool is_address(const std::string& host) {
  boost::system::error_code not_numeric;
  boost::asio::ip::make_address(host, not_numeric);
  return !not_numeric;
}

std::string describe(const TrustedCertificates& trusted) {
  if (!trusted.text.empty()) return "the given text";
  return trusted.file.empty() ? "the system's certificates" : "'" + trusted.file + "'";
}

void trust(boost::asio::ssl::context& context, const TrustedCertificates& trusted) {
  boost::system::error_code error;
  if (!trusted.text.empty()) {
    context.add_certificate_authority(boost::asio::buffer(trusted.text), error);
  } else if (trusted.file.empty()) {
    context.set_default_verify_paths(error);
  } else {
    context.load_verify_file(trusted.file, error);
  }
  if (error) {
    throw std::runtime_error("can't read trusted certificates from " + describe(trusted) +
                             ": readable PEM is needed (" + error.message() + ")");
  }
  if (trusted.text.empty() && trusted.file.empty()) return;
  // What is named is trusted by itself: a server's own certificate need not bring the authority that signed it.
  X509_STORE_set_flags(SSL_CTX_get_cert_store(context.native_handle()), X509_V_FLAG_PARTIAL_CHAIN);
}

}  // namespace

TlsContext::TlsContext(std::string host, const TrustedCertificates& trusted, bool verify)
    : context_(boost::asio::ssl::context::tls_client),
      host_(std::move(host)),
      host_is_address_(is_address(host_)),
      verify_(verify) {
  SSL_CTX_set_min_proto_version(context_.native_handle(), TLS1_2_VERSION);
  // A connection that waits keeps no buffers of OpenSSL's: there are many, and most of them wait.
  SSL_CTX_set_mode(context_.native_handle(), SSL_MODE_RELEASE_BUFFERS);
  if (verify_) trust(context_, trusted);
  context_.set_verify_mode(verify_ ? boost::asio::ssl::verify_peer : boost::asio::ssl::verify_none);
  keep_sessions();
}

void TlsContext::keep_sessions() {
  SSL_CTX* const native = context_.native_handle();
  SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
  // asio keeps its verify callback in the context's application data, so ours goes into an index of its own.
  static const int kOwner = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
  SSL_CTX_set_ex_data(native, kOwner, this);
  SSL_CTX_sess_set_new_cb(native, [](SSL* stream, SSL_SESSION* session) {
    auto* const owner = static_cast<TlsContext*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(stream), kOwner));
    owner->session_.reset(session);
    return 1;  // the session's reference is ours now
  });
}

void TlsContext::prepare(SSL* stream) const {
  // RFC 6066, section 3: the extension holds a host name, never an address.
  // (SSL_set_tlsext_host_name, spelled out because the macro hides a C cast; OpenSSL copies the name.)
  if (!host_is_address_) {
    SSL_ctrl(stream, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, const_cast<char*>(host_.c_str()));
  }
  if (verify_) {
    X509_VERIFY_PARAM* const expected = SSL_get0_param(stream);
    X509_VERIFY_PARAM_set_hostflags(expected, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    const int accepted = host_is_address_ ? X509_VERIFY_PARAM_set1_ip_asc(expected, host_.c_str())
                                          : X509_VERIFY_PARAM_set1_host(expected, host_.data(), host_.size());
    if (accepted != 1) throw std::runtime_error("OpenSSL refuses to verify the name '" + host_ + "'");
  }
  if (session_) SSL_set_session(stream, session_.get());
}

std::string describe_handshake_failure(SSL* stream, const boost::system::error_code& error) {
  const long verdict = SSL_get_verify_result(stream);
  if (verdict == X509_V_OK) return "the TLS handshake failed: " + error.message();
  return std::string("the certificate is not trusted: ") + X509_verify_cert_error_string(verdict);
}

}  // namespace net
