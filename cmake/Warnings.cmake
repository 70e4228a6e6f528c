# The warnings that our own code is held to; linked privately, so that users do not inherit them.
add_library(chancery_warnings INTERFACE)
add_library(chancery::warnings ALIAS chancery_warnings)
target_compile_options(chancery_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor
  $<$<BOOL:${CHANCERY_WERROR}>:-Werror>)
