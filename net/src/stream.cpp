#include "stream.hpp"

#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace net {
namespace {

constexpr auto kAsTuple = boost::asio::as_tuple(boost::asio::use_awaitable);

}  // namespace

Stream::Stream(boost::asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}

Stream::~Stream() {
  // OpenSSL spoils the session of a connection that ends without a goodbye, which would cost the next one a full
  // handshake. HTTP says itself where an answer ends, so nothing depends on the goodbye.
  if (tls_) SSL_set_shutdown(tls_->native_handle(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
}

void Stream::tune() {
  // Neither is worth failing for: without them the connection is slower, not wrong.
  boost::system::error_code ignored;
  socket_.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
  socket_.non_blocking(true, ignored);
}

boost::asio::awaitable<Transfer> Stream::read_some(boost::asio::mutable_buffer buffer) {
  if (tls_) return tls_->async_read_some(buffer, kAsTuple);
  return socket_.async_read_some(buffer, kAsTuple);
}

std::size_t Stream::write_now(std::string_view bytes, boost::system::error_code& error) {
  error = {};
  if (tls_) return 0;
  const std::size_t written = socket_.write_some(boost::asio::buffer(bytes), error);
  if (error == boost::asio::error::would_block) error = {};
  return written;
}

boost::asio::awaitable<Transfer> Stream::write(std::string_view bytes) {
  if (tls_) return boost::asio::async_write(*tls_, boost::asio::buffer(bytes), kAsTuple);
  return boost::asio::async_write(socket_, boost::asio::buffer(bytes), kAsTuple);
}

bool Stream::has_stirred() {
  char byte = 0;
  boost::system::error_code error;
  socket_.receive(boost::asio::buffer(&byte, 1), boost::asio::socket_base::message_peek, error);
  return error != boost::asio::error::would_block;
}

void Stream::close() {
  boost::system::error_code ignored;
  socket_.close(ignored);
}

}  // namespace net
