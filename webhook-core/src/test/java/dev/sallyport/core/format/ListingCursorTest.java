package dev.sallyport.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.event.InvalidCursorException;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookStatus;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ListingCursorTest {

    private static final WebhookQuery DEAD =
            WebhookQuery.builder().status(WebhookStatus.DEAD).build();
    private static final ListingCursor CURSOR = new ListingCursor(-5, "wh_" + "0".repeat(32));

    @Test
    void shouldReadWhatItWroteWhateverThePageSize() {
        WebhookQuery longer =
                WebhookQuery.builder().status(WebhookStatus.DEAD).limit(7).build();

        assertThat(ListingCursor.read(CURSOR.write(DEAD), longer)).isEqualTo(CURSOR);
    }

    @Test
    void shouldRefuseACursorOfAnotherListing() {
        WebhookQuery processed =
                WebhookQuery.builder().status(WebhookStatus.PROCESSED).build();

        assertThatExceptionOfType(InvalidCursorException.class)
                .isThrownBy(() -> ListingCursor.read(CURSOR.write(DEAD), processed));
    }

    @Test
    void shouldRefuseACursorThatWasChangedAnywhere() {
        byte[] written = Base64.getUrlDecoder().decode(CURSOR.write(DEAD));

        for (int i = 0; i < written.length; i++) {
            byte[] changed = written.clone();
            changed[i] ^= 1;
            String text = Base64.getUrlEncoder().encodeToString(changed);
            assertThatExceptionOfType(InvalidCursorException.class)
                    .as("byte %d", i)
                    .isThrownBy(() -> ListingCursor.read(text, DEAD));
        }
    }
}
