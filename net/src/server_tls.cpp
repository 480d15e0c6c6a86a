#include "server_tls.hpp"

#include <string>
#include <utility>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509err.h>
#include <sys/stat.h>
#include <unistd.h>

namespace net {
namespace {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

values::Error unusable(const std::string& what, const std::string& file, const std::string& why) {
  return values::Error{"the " + what + " '" + file + "' can't be used: " + why};
}

bool belongs_to_another(const error_code& error) {
  const auto code = static_cast<unsigned long>(error.value());
  return ERR_GET_LIB(code) == ERR_LIB_X509 &&
         (ERR_GET_REASON(code) == X509_R_KEY_VALUES_MISMATCH || ERR_GET_REASON(code) == X509_R_KEY_TYPE_MISMATCH);
}

bool is_readable_file(const std::string& file) {
  struct stat found{};
  return ::stat(file.c_str(), &found) == 0 && S_ISREG(found.st_mode) && ::access(file.c_str(), R_OK) == 0;
}

void harden(ssl::context& context) {
  SSL_CTX* const native = context.native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION);
  // A connection that waits keeps no buffers of OpenSSL's.
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
  // A client keeps its session in a ticket; strangers must not fill a cache of ours.
  SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
  // OpenSSL would ask for a password on the terminal.
  error_code ignored;
  context.set_password_callback([](std::size_t, ssl::context::password_purpose) { return std::string(); }, ignored);
}

values::Result<std::shared_ptr<ssl::context>> make_context(const CertificateFiles& files) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  harden(*context);
  error_code error;
  if (!is_readable_file(files.certificate)) {
    return unusable("certificate", files.certificate, "there is no such file, or it may not be read");
  }
  context->use_certificate_chain_file(files.certificate, error);
  if (error) {
    return unusable("certificate", files.certificate, "a PEM file is needed (" + error.message() + ")");
  }
  if (!is_readable_file(files.key)) {
    return unusable("key", files.key, "there is no such file, or it may not be read");
  }
  context->use_private_key_file(files.key, ssl::context::pem, error);
  if (error && belongs_to_another(error)) {
    return unusable("key", files.key, "it does not belong to the certificate '" + files.certificate + "'");
  }
  if (error) {
    return unusable("key", files.key, "a PEM file without a password is needed (" + error.message() + ")");
  }
  return context;
}

}  // namespace

ServerTls::ServerTls(CertificateFiles files, OnChange on_change, Stamps stamps, std::shared_ptr<ssl::context> context)
    : files_(std::move(files)),
      on_change_(std::move(on_change)),
      stamps_(stamps),
      context_(std::move(context)),
      next_look_(Clock::now() + files_.look_every) {}

values::Result<ServerTls> ServerTls::load(const CertificateFiles& files, OnChange on_change) {
  // Before the files are read: what changes meanwhile is seen at the next look.
  const Stamps stamps = stamps_of(files);
  auto context = make_context(files);
  if (!context) return std::move(context).error();
  return ServerTls(files, std::move(on_change), stamps, *std::move(context));
}

ssl::context& ServerTls::context() {
  const Clock::time_point now = Clock::now();
  if (now >= next_look_) {
    next_look_ = now + files_.look_every;
    take_up_changes();
  }
  return *context_;
}

void ServerTls::take_up_changes() {
  const Stamps stamps = stamps_of(files_);
  if (stamps == stamps_) return;
  stamps_ = stamps;
  auto renewed = make_context(files_);
  if (renewed) context_ = *renewed;
  if (!on_change_) return;
  on_change_(renewed ? values::Result<void>() : values::Result<void>(std::move(renewed).error()));
}

ServerTls::Stamp ServerTls::stamp_of(const std::string& file) {
  struct stat found{};
  if (::stat(file.c_str(), &found) != 0) return {};
  return {.inode = found.st_ino,
          .size = found.st_size,
          .modified_s = found.st_mtim.tv_sec,
          .modified_ns = found.st_mtim.tv_nsec};
}

ServerTls::Stamps ServerTls::stamps_of(const CertificateFiles& files) {
  return {stamp_of(files.certificate), stamp_of(files.key)};
}

}  // namespace net
