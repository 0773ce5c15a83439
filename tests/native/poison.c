/*
 * Memory for tests that holds NaN until it is written. libtorch and oneDNN take the memory of tensors and of their own scratch
 * buffers from posix_memalign; with this library preloaded, a kernel that reads what nobody wrote gives NaN every time, and
 * not only when the memory happened to be used before.
 *
 *   gcc -O2 -shared -fPIC -o libpoison.so poison.c
 *   LD_PRELOAD=./libpoison.so dotnet test ...
 */
#define _GNU_SOURCE
#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

/* All bits set is NaN in single and in double precision, and minus one as an integer. */
enum { poison = 0xFF };

static int is_power_of_two(size_t number)
{
    return number != 0 && (number & (number - 1)) == 0;
}

int posix_memalign(void **result, size_t alignment, size_t size)
{
    if (!is_power_of_two(alignment) || alignment % sizeof(void *) != 0)
        return EINVAL;

    void *fresh = memalign(alignment, size);
    if (fresh == NULL)
        return ENOMEM;

    memset(fresh, poison, size);
    *result = fresh;
    return 0;
}

void *aligned_alloc(size_t alignment, size_t size)
{
    void *fresh = memalign(alignment, size);
    return fresh == NULL ? NULL : memset(fresh, poison, size);
}
