package dev.aria.trainer.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.PeerRecord.StateChunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateIntakeTest {
  @TempDir private Path folder;

  private static StateChunk chunk(String offer, long offset, int... content) {
    byte[] bytes = new byte[content.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) content[i];
    }
    return new StateChunk("run", "student", 0, offer, 9, 4, offset, ByteBuffer.wrap(bytes));
  }

  @Test
  void add_offerBegunBeforeReading_waitsForTheNextOne() throws IOException {
    StateIntake intake = new StateIntake(folder.resolve("state"));

    assertThat(intake.add(chunk("early", 2, 3, 4))).isFalse();
    assertThat(intake.add(chunk("first", 0, 9, 9))).isFalse();
    assertThat(intake.add(chunk("second", 0, 1, 2, 3))).isFalse();
    assertThat(intake.add(chunk("first", 2, 9, 9))).isFalse();
    assertThat(intake.add(chunk("second", 3, 4))).isTrue();

    assertThat(Files.readAllBytes(folder.resolve("state"))).containsExactly(1, 2, 3, 4);
  }
}
