# The warnings that our own code is held to; linked privately, so that users do not inherit them.
# GCC 12 takes "a" + std::string for overlapping copies when it inlines much (its bug 105651).
add_library(chancery_warnings INTERFACE)
add_library(chancery::warnings ALIAS chancery_warnings)
target_compile_options(chancery_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
  $<$<BOOL:${CHANCERY_WERROR}>:-Werror>)
