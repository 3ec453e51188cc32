package dev.aria.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderLockTest {
  @TempDir private Path folder;

  @Test
  void take_folderThatIsMissing_makesIt() throws IOException {
    FolderLock.take(folder.resolve("a/b")).orElseThrow().close();

    assertThat(folder.resolve("a/b")).isDirectory();
  }

  @Test
  void take_heldByThisProcess_isEmptyUntilItIsClosed() throws IOException {
    FolderLock lock = FolderLock.take(folder).orElseThrow();

    assertThat(FolderLock.take(folder)).isEmpty();

    lock.close();
    FolderLock.take(folder).orElseThrow().close();
  }

  @Test
  void take_placeOfAFile_isRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> FolderLock.take(file)).isInstanceOf(IOException.class);
  }
}
