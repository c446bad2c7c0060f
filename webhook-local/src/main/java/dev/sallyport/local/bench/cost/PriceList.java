package dev.sallyport.local.bench.cost;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Public list prices. Immutable.
 *
 * @param region where they hold
 * @param date when they were looked up, as it stands in the list
 * @param source where
 * @param prices what one costs, in USD
 */
public record PriceList(String region, String date, String source, Map<BilledItem, Double> prices) {

    private static final String BUILT_IN = "prices.json";

    public PriceList {
        prices = Map.copyOf(prices);
        for (BilledItem item : BilledItem.values()) {
            if (!prices.containsKey(item)) {
                throw new IllegalArgumentException("the list of prices has no " + item);
            }
        }
    }

    /** Returns the list that stands in {@value #BUILT_IN}. */
    public static PriceList builtIn() {
        try (InputStream in = Objects.requireNonNull(PriceList.class.getResourceAsStream(BUILT_IN), BUILT_IN)) {
            return read(Objects.requireNonNull(JsonDocument.readObject(RawPayload.adopt(in.readAllBytes())), BUILT_IN));
        } catch (IOException e) {
            throw new UncheckedIOException("the list of prices cannot be read", e);
        }
    }

    private static PriceList read(Map<String, Object> list) {
        Map<BilledItem, Double> prices = new EnumMap<>(BilledItem.class);
        for (BilledItem item : BilledItem.values()) {
            Object entry = list.get(item.name().toLowerCase(Locale.ROOT));
            if (!(entry instanceof Map<?, ?> price)) {
                throw new IllegalArgumentException("the list of prices has no " + item);
            }
            prices.put(item, number(price.get("usd")) / number(price.get("per")));
        }
        return new PriceList(
                String.valueOf(list.get("region")),
                String.valueOf(list.get("date")),
                String.valueOf(list.get("source")),
                prices);
    }

    private static double number(@Nullable Object value) {
        return Double.parseDouble(String.valueOf(value));
    }

    /** Returns what one of something costs, in USD. */
    public double of(BilledItem item) {
        return Objects.requireNonNull(prices.get(item), "the list is complete");
    }

    /** Returns what so much costs, by the parts of a bill. */
    public Bill bill(Map<BilledItem, Double> counts) {
        Map<BilledItem.Part, Double> parts = new EnumMap<>(BilledItem.Part.class);
        for (BilledItem.Part part : BilledItem.Part.values()) {
            parts.put(part, 0.0);
        }
        counts.forEach((item, count) -> parts.merge(item.part(), count * of(item), Double::sum));
        return new Bill(parts);
    }

    /**
     * A bill in USD.
     *
     * @param parts what each part costs
     */
    public record Bill(Map<BilledItem.Part, Double> parts) {

        public Bill {
            parts = Map.copyOf(parts);
        }

        /** Returns what a part costs. */
        public double of(BilledItem.Part part) {
            return parts.getOrDefault(part, 0.0);
        }

        /** Returns the sum of all parts but logs and traces. */
        public double total() {
            return parts.values().stream().mapToDouble(Double::doubleValue).sum() - of(BilledItem.Part.OBSERVATION);
        }
    }
}
