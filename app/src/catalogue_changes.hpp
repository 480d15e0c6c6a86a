#pragma once
// Which courses differ between two catalogues. Pure.

#include "bot/catalogue_call.hpp"
#include "shop/catalogue.hpp"

namespace app {

/// Without a problem; nothing in it if only other files differ.
bot::CatalogueReloaded changes_between(const shop::Catalogue& before, const shop::Catalogue& after);

}  // namespace app
