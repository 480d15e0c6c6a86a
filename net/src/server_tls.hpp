#pragma once
// How the server speaks TLS: 1.2 or newer, with the certificate of its files. Files that were renewed are taken up by
// the connections that are accepted afterwards; those that are open keep what they began with.
//
//   auto tls = ServerTls::load({.certificate = "cert.pem", .key = "key.pem"}, on_change);
//   Session session(std::move(socket), service, &tls->context());
//
// Use it from one executor only.

#include <array>
#include <functional>
#include <memory>

#include <boost/asio/ssl/context.hpp>
#include <sys/types.h>

#include "net/http_server.hpp"
#include "watchdog.hpp"

namespace net {

class ServerTls {
 public:
  using OnChange = std::function<void(const values::Result<void>&)>;

  /// The error names the file that can't be used, and says why. `on_change` may be empty.
  static values::Result<ServerTls> load(const CertificateFiles& files, OnChange on_change);

  /// For a new connection. Looks every now and then whether the files have changed.
  boost::asio::ssl::context& context();

 private:
  /// By what a changed file is told: renewing replaces it, or writes it anew.
  struct Stamp {
    ino_t inode = 0;
    off_t size = 0;
    std::int64_t modified_s = 0;
    std::int64_t modified_ns = 0;

    friend bool operator==(const Stamp&, const Stamp&) = default;
  };
  using Stamps = std::array<Stamp, 2>;

  ServerTls(CertificateFiles files, OnChange on_change, Stamps stamps,
            std::shared_ptr<boost::asio::ssl::context> context);

  static Stamp stamp_of(const std::string& file);
  static Stamps stamps_of(const CertificateFiles& files);
  void take_up_changes();

  CertificateFiles files_;
  OnChange on_change_;
  Stamps stamps_;
  std::shared_ptr<boost::asio::ssl::context> context_;
  Clock::time_point next_look_;
};

}  // namespace net
