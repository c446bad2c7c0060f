package dev.sallyport.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.aws.LargeBodies;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.PortException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class S3LargeBodiesIT {

    private final LargeBodies bodies = new S3LargeBodies(S3Emulator.client(), S3Emulator.newBucket());

    @Test
    void shouldReturnTheExactBytes() {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        RawPayload body = RawPayload.copyOf(bytes);

        bodies.keep("events/2026-03-01/evt/a", body);
        bodies.keep("events/2026-03-01/evt/a", body);

        assertThat(bodies.find("events/2026-03-01/evt/a")).isEqualTo(body);
    }

    @Test
    void shouldFindNothingUnderAnotherKey() {
        bodies.keep("events/a", RawPayload.empty());

        assertThat(bodies.find("events/b")).isNull();
        assertThat(bodies.find("events/a")).isEqualTo(RawPayload.empty());
    }

    @Test
    void shouldSayThatABucketIsOutOfReach() {
        LargeBodies nowhere = new S3LargeBodies(S3Emulator.client(), "no-such-bucket");

        assertThatThrownBy(() -> nowhere.find("a")).isInstanceOf(PortException.class);
        assertThatThrownBy(() -> nowhere.keep("a", RawPayload.empty()))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("NoSuchBucket");
    }
}
