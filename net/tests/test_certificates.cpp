#include "test_certificates.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <boost/asio/buffer.hpp>
#include <openssl/bio.h>
#include <openssl/obj_mac.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

namespace net::testing {
namespace {

void require(bool success) {
  if (!success) throw std::runtime_error("OpenSSL refused to make a test certificate");
}

template <class Write>
std::string to_pem(Write write) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> memory(BIO_new(BIO_s_mem()), BIO_free);
  require(write(memory.get()) == 1);
  std::string pem(BIO_ctrl_pending(memory.get()), '\0');
  require(BIO_read(memory.get(), pem.data(), static_cast<int>(pem.size())) == static_cast<int>(pem.size()));
  return pem;
}

std::string key_pem(EVP_PKEY* key) {
  return to_pem([&](BIO* out) { return PEM_write_bio_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr); });
}

void add_extension(X509* certificate, X509* issuer, const char* name, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
      X509V3_EXT_conf(nullptr, &context, name, value.c_str()), X509_EXTENSION_free);
  require(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

}  // namespace

TestAuthority::TestAuthority() : key_(make_key()), certificate_(make_certificate(key_.get(), "Test authority")) {
  sign(certificate_.get(), "basicConstraints", "critical,CA:TRUE");
}

TestAuthority::Key TestAuthority::make_key() {
  Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
  require(key != nullptr);
  return key;
}

TestAuthority::Certificate TestAuthority::make_certificate(EVP_PKEY* key, const char* common_name) {
  constexpr long kDay = 24L * 60 * 60;
  Certificate certificate(X509_new());
  require(certificate != nullptr);
  X509_set_version(certificate.get(), X509_VERSION_3);
  static long serial = 0;
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), ++serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kDay);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kDay);
  require(X509_set_pubkey(certificate.get(), key) == 1);
  const std::string name = common_name;
  require(X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, MBSTRING_ASC,
                                     reinterpret_cast<const unsigned char*>(name.data()), static_cast<int>(name.size()),
                                     -1, 0) == 1);
  return certificate;
}

void TestAuthority::sign(X509* certificate, const char* extension, const std::string& value) const {
  add_extension(certificate, certificate_.get(), extension, value);
  require(X509_set_issuer_name(certificate, X509_get_subject_name(certificate_.get())) == 1);
  require(X509_sign(certificate, key_.get(), EVP_sha256()) > 0);
}

std::string TestAuthority::certificate_pem() const {
  return to_pem([&](BIO* out) { return PEM_write_bio_X509(out, certificate_.get()); });
}

PemPair TestAuthority::own_pair() const {
  return {.certificate = certificate_pem(), .key = key_pem(key_.get())};
}

PemPair TestAuthority::server_pair(const std::string& subject_alternative_name) const {
  const Key key = make_key();
  const Certificate certificate = make_certificate(key.get(), "Test server");
  sign(certificate.get(), "subjectAltName", subject_alternative_name);
  return {.certificate = to_pem([&](BIO* out) { return PEM_write_bio_X509(out, certificate.get()); }),
          .key = key_pem(key.get())};
}

boost::asio::ssl::context TestAuthority::server_context(const std::string& subject_alternative_name) const {
  const PemPair pair = server_pair(subject_alternative_name);
  boost::asio::ssl::context context(boost::asio::ssl::context::tls_server);
  context.use_certificate_chain(boost::asio::buffer(pair.certificate));
  context.use_private_key(boost::asio::buffer(pair.key), boost::asio::ssl::context::pem);
  return context;
}

TemporaryFile::TemporaryFile(const std::string& content)
    : path_((std::filesystem::temp_directory_path() / "net_test_XXXXXX").string()) {
  const int file = mkstemp(path_.data());
  if (file < 0 || write(file, content.data(), content.size()) != static_cast<ssize_t>(content.size())) {
    throw std::runtime_error("can't write " + path_);
  }
  close(file);
}

void TemporaryFile::replace(const std::string& content) {
  const std::string beside = path_ + ".new";
  std::ofstream(beside) << content;
  std::filesystem::rename(beside, path_);
}

TemporaryFile::~TemporaryFile() {
  unlink(path_.c_str());
}

}  // namespace net::testing
