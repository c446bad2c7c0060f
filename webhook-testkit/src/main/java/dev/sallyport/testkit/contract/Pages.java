package dev.sallyport.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks through listings page by page. */
final class Pages {

    private Pages() {}

    /** Reads pages until one is empty; each may hold as many as the limit. */
    static <T, K> List<T> walk(Function<@Nullable K, List<T>> page, Function<T, K> key, int limit) {
        List<T> all = new ArrayList<>();
        List<T> next = page.apply(null);
        while (!next.isEmpty()) {
            assertThat(next).hasSizeLessThanOrEqualTo(limit);
            all.addAll(next);
            next = page.apply(key.apply(next.getLast()));
        }
        return all;
    }
}
