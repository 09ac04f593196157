package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// command sends a command of WebDriver and sets out to its value; body and out may be nil.
func command(ctx context.Context, method, url string, body, out any) error {
	var sent bytes.Buffer
	if body != nil {
		if err := json.NewEncoder(&sent).Encode(body); err != nil {
			return err
		}
	}
	request, err := http.NewRequestWithContext(ctx, method, url, &sent)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var got struct{ Value json.RawMessage }
	if err := json.NewDecoder(response.Body).Decode(&got); err != nil {
		return fmt.Errorf("%s %s: %s: %w", method, url, response.Status, err)
	}
	if response.StatusCode != http.StatusOK {
		var failed struct{ Error, Message string }
		if err := json.Unmarshal(got.Value, &failed); err != nil {
			return err
		}
		return fmt.Errorf("%s: %s", failed.Error, failed.Message)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(got.Value, out)
}
