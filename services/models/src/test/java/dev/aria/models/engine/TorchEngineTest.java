package dev.aria.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.pytorch.engine.PtNDManager;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TorchEngineTest {
  @Test
  void start_always_theOneVersionOffline() {
    assertThat(TorchEngine.start().getVersion()).startsWith(TorchEngine.VERSION);
    assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
    assertThat(TorchEngine.threads()).isEqualTo(1);
  }

  @Test
  void refuseOtherVersion_anotherLibtorch_saysBothVersions() {
    assertThatThrownBy(() -> TorchEngine.refuseOtherVersion("2.13.0"))
        .isInstanceOf(EngineUnavailable.class)
        .hasMessageContaining("2.13.0")
        .hasMessageContaining("2.7.1");
    assertThatThrownBy(() -> TorchEngine.refuseOtherVersion("2.7.10"))
        .isInstanceOf(EngineUnavailable.class);
    assertThatCode(() -> TorchEngine.refuseOtherVersion("2.7.1+cu128")).doesNotThrowAnyException();
  }

  @Test
  void refuseForeignLibrary_environmentPointsElsewhere_saysWhatToUnset() {
    assertThatThrownBy(() -> TorchEngine.refuseForeignLibrary("2.11.0", null))
        .isInstanceOf(EngineUnavailable.class)
        .hasMessageContaining("PYTORCH_VERSION");
    assertThatThrownBy(() -> TorchEngine.refuseForeignLibrary(null, "/opt/torch/lib"))
        .isInstanceOf(EngineUnavailable.class)
        .hasMessageContaining("/opt/torch/lib");
    assertThatCode(() -> TorchEngine.refuseForeignLibrary("2.7.1", "/opt/torch/lib"))
        .doesNotThrowAnyException();
    assertThatCode(() -> TorchEngine.refuseForeignLibrary(null, null)).doesNotThrowAnyException();
  }

  @Test
  void check_deviceThatIsNone_refused() {
    assertThatCode(() -> Devices.check("cpu")).doesNotThrowAnyException();
    assertThatThrownBy(() -> Devices.check("tpu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tpu");
    assertThatThrownBy(() -> Devices.check("gpu:99"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gpu:99");
  }

  @Test
  void transfer_inAndOut_givesTheSameValues() {
    Tensor direct = Tensor.of(new float[] {1, -2, Float.MIN_VALUE, 4, 5, 6}, 3, 2);
    Tensor heap = Tensor.of(new float[] {1.5f, 0.25f}, 2).as(ElementType.FLOAT16);
    try (PtNDManager manager = TorchEngine.newManager(Device.cpu())) {
      assertThat(Transfer.out(Transfer.in(manager, direct))).isEqualTo(direct);
      assertThat(Transfer.out(Transfer.in(manager, heap))).isEqualTo(heap.as(ElementType.FLOAT32));
      assertThat(Transfer.in(manager, new int[] {7, -1}).toLongArray()).containsExactly(7, -1);
    }
  }
}
