package dev.aria.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

final class PlainWordsTest {
  @Test
  void of_fileSystemsOwnExceptions_areSentences() {
    assertThat(PlainWords.of(new NoSuchFileException("/a"))).isEqualTo("/a does not exist");
    assertThat(PlainWords.of(new AccessDeniedException("/a"))).isEqualTo("/a: permission denied");
    assertThat(PlainWords.of(new DirectoryNotEmptyException("/a")))
        .isEqualTo("/a is a folder that is not empty");
    assertThat(PlainWords.of(new FileSystemException("/a", null, "Is a directory")))
        .isEqualTo("/a: is a directory");
  }

  @Test
  void of_messageWithoutTheReason_getsIt() {
    IOException cause = new AccessDeniedException("/a/b");

    assertThat(PlainWords.of(new UncheckedIOException("cannot write /a/b", cause)))
        .isEqualTo("cannot write /a/b: /a/b: permission denied");
  }

  @Test
  void of_messageThatRepeatsItsCause_isToldOnce() {
    IOException cause = new NoSuchFileException("/a/b");

    assertThat(PlainWords.of(new UncheckedIOException("cannot write /a: /a/b", cause)))
        .isEqualTo("cannot write /a: /a/b does not exist");
    assertThat(PlainWords.of(new UncheckedIOException("cannot write /a: " + cause, cause)))
        .isEqualTo("cannot write /a: /a/b does not exist");
    assertThat(PlainWords.of(new UncheckedIOException(cause))).isEqualTo("/a/b does not exist");
  }

  @Test
  void of_nameThatTheLocaleCannotWrite_namesTheWayOut() {
    InvalidPathException failure =
        new InvalidPathException("gr?n.txt", "Malformed input or input contains unmappable chars");

    assertThat(PlainWords.of(failure)).contains("gr?n.txt").contains("LC_ALL=C.UTF-8");
  }

  @Test
  void of_otherFailures_isTheirMessage() {
    assertThat(PlainWords.of(new IllegalStateException("as it is"))).isEqualTo("as it is");
    assertThat(PlainWords.of(new IllegalStateException())).isEqualTo("IllegalStateException");
  }
}
