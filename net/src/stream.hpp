#pragma once
// A TCP connection with a deadline, plain or under TLS: what the client's connections and the server's sessions read
// from and write to. Use it from its executor only; one reader or writer at a time.

#include <cstddef>
#include <optional>
#include <string_view>
#include <tuple>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/system/error_code.hpp>

namespace net {

/// What an asynchronous read or write came to: the error, and the bytes moved.
using Transfer = std::tuple<boost::system::error_code, std::size_t>;

class Stream {
 public:
  using Tls = boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>;

  explicit Stream(boost::asio::ip::tcp::socket socket);
  ~Stream();
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  boost::asio::ip::tcp::socket& socket() { return socket_; }
  bool is_open() const { return socket_.is_open(); }

  /// Sends small messages at once, and lets write() try before it waits. Call it on a connected socket.
  void tune();

  /// Puts TLS on the connected socket; its handshake is the caller's to make.
  Tls& add_tls(boost::asio::ssl::context& context) { return tls_.emplace(socket_, context); }
  /// Only after add_tls.
  Tls& tls() { return *tls_; }

  boost::asio::awaitable<Transfer> read_some(boost::asio::mutable_buffer buffer);

  /// Takes what the socket accepts without waiting, and returns how many bytes that was; under TLS none.
  std::size_t write_now(std::string_view bytes, boost::system::error_code& error);

  /// Writes all of `bytes`, which must stay in place until then.
  boost::asio::awaitable<Transfer> write(std::string_view bytes);

  /// Whether the peer closed the connection, or sent something nobody asked for.
  bool has_stirred();

  /// Ends whatever waits on the stream.
  void close();

 private:
  boost::asio::ip::tcp::socket socket_;
  std::optional<Tls> tls_;
};

}  // namespace net
