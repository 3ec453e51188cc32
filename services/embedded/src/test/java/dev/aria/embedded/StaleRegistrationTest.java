package dev.aria.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;

/** BrokerOutageIT and ChaosIT hold the rest, at brokers that were killed. */
final class StaleRegistrationTest {
  @Test
  void isTooEarly_controllerHasNotLoadedItsMetadata_isAskedAgain() {
    assertThat(StaleRegistration.isTooEarly(new TimeoutException("no leader"))).isTrue();
    assertThat(
            StaleRegistration.isTooEarly(
                new UnsupportedVersionException("There is no finalized MetadataVersion")))
        .isTrue();
  }

  @Test
  void isTooEarly_anyOtherRefusal_isFinal() {
    assertThat(StaleRegistration.isTooEarly(new ClusterAuthorizationException("no"))).isFalse();
    assertThat(StaleRegistration.isTooEarly(null)).isFalse();
  }
}
