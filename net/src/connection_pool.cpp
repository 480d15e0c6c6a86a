#include "connection_pool.hpp"

#include <algorithm>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace net {

ConnectionPool::ConnectionPool(boost::asio::any_io_executor executor, std::size_t max_connections,
                               std::chrono::milliseconds idle_timeout)
    : executor_(std::move(executor)),
      max_connections_(std::max<std::size_t>(max_connections, 1)),
      idle_timeout_(idle_timeout) {}

Connection& ConnectionPool::add() {
  connections_.push_back(std::make_unique<Connection>(executor_));
  return *connections_.back();
}

ConnectionPool::Lease ConnectionPool::try_acquire() {
  if (is_closed_) return {};
  if (!idle_.empty()) {
    Connection& connection = *idle_.back();
    idle_.pop_back();
    return {*this, connection};
  }
  if (connections_.size() < max_connections_) return {*this, add()};
  return {};
}

boost::asio::awaitable<ConnectionPool::Lease> ConnectionPool::acquire(Clock::time_point deadline) {
  if (Lease lease = try_acquire(); lease || is_closed_) co_return lease;
  Waiter waiter(boost::asio::steady_timer(executor_, deadline));
  waiters_.push_back(waiter);
  co_await waiter.timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  co_return std::move(waiter.lease);
}

void ConnectionPool::lend_to_first_waiter(Connection& connection) {
  Waiter& first = waiters_.front();
  waiters_.pop_front();
  first.lease = Lease(*this, connection);
  first.timer.cancel();
}

void ConnectionPool::put_back(Connection& connection) {
  if (is_closed_) return discard(connection);
  if (!waiters_.empty()) return lend_to_first_waiter(connection);
  connection.close_at(deadline_after(idle_timeout_));
  idle_.push_back(&connection);
}

void ConnectionPool::discard(Connection& connection) {
  std::erase_if(connections_, [&](const auto& owned) { return owned.get() == &connection; });
  if (!is_closed_ && !waiters_.empty()) lend_to_first_waiter(add());
}

void ConnectionPool::close() {
  is_closed_ = true;
  for (Connection* const connection : idle_) discard(*connection);
  idle_.clear();
  for (const auto& connection : connections_) connection->close();
  for (Waiter& waiter : waiters_) waiter.timer.cancel();
}

}  // namespace net
