package dev.aria.models.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibtorchContextTest {
  @Test
  void chooseRepeatableKernels_loadedLibtorch_isSwitchedOnAndStaysSo() {
    boolean hasGpu = TorchEngine.start().getGpuCount() > 0;
    LibtorchContext context = LibtorchContext.loaded();
    assertThat(context.isDeterministic()).as("switched on where there is a GPU").isEqualTo(hasGpu);

    TorchEngine.chooseRepeatableKernels();

    assertThat(LibtorchContext.loaded().isDeterministic()).isTrue();
  }
}
